package synth

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"time"

	"github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// FITOptions are the watch's settings.
type FITOptions struct {
	Dynamics bool // running dynamics, power and the maker's own fields: 29 fields a record instead of 9
	Product  string
	Serial   uint32
}

// FIT is the activity as a watch's FIT file: file_id, file_creator, device_info,
// user_profile, the workout, records and events and laps in the order of time,
// sessions, activity.
func FIT(a *activity.Activity, o FITOptions) ([]byte, error) {
	file, err := fit.NewFile(fit.FileTypeActivity, fit.NewHeader(fit.V20, true))
	if err != nil {
		return nil, err
	}
	w := fitWriter{a: a, o: o}
	w.identity(file)
	body, err := file.Activity()
	if err != nil {
		return nil, err
	}
	w.body(body)
	msgs, err := encode(file)
	if err != nil {
		return nil, err
	}
	extra, err := w.extra()
	if err != nil {
		return nil, err
	}
	if o.Dynamics {
		addMakerFields(msgs)
	}
	return assemble(inWatchOrder(append(msgs, extra...))), nil
}

// makerFields are fields of a record that Garmin's watches write and the library
// does not know: vertical ratio, stance time balance, step length and six that
// are documented nowhere.
var makerFields = []field{
	{num: 83, base: 0x84, data: []byte{0x20, 0x03}},
	{num: 84, base: 0x84, data: []byte{0x88, 0x13}},
	{num: 85, base: 0x84, data: []byte{0x10, 0x27}},
	{num: 107, base: 0x84, data: []byte{1, 0}},
	{num: 134, base: 0x02, data: []byte{99}},
	{num: 135, base: 0x02, data: []byte{70}},
	{num: 136, base: 0x02, data: []byte{0xFF}},
	{num: 137, base: 0x01, data: []byte{4}},
	{num: 138, base: 0x01, data: []byte{0}},
}

// addMakerFields appends makerFields to every record.
func addMakerFields(msgs []message) {
	for i, m := range msgs {
		if fit.MesgNum(m.num) == fit.MesgNumRecord {
			msgs[i].fields = append(m.fields, makerFields...)
		}
	}
}

// encode lets the library write a file, and reads its messages back.
func encode(file *fit.File) ([]message, error) {
	var buf bytes.Buffer
	if err := fit.Encode(&buf, file, binary.LittleEndian); err != nil {
		return nil, err
	}
	return parseMessages(buf.Bytes())
}

type fitWriter struct {
	a *activity.Activity
	o FITOptions
}

// when is the time t seconds after the start.
func (w fitWriter) when(t float64) time.Time {
	return w.a.Start.Add(time.Duration(t * float64(time.Second)))
}

func (w fitWriter) identity(file *fit.File) {
	file.FileId.Manufacturer = fit.ManufacturerDevelopment
	file.FileId.SerialNumber = w.o.Serial
	file.FileId.TimeCreated = w.a.Start
	file.FileId.ProductName = w.o.Product
	file.FileCreator = fit.NewFileCreatorMsg()
	file.FileCreator.SoftwareVersion = 1123
}

func (w fitWriter) body(f *fit.ActivityFile) {
	for i := range w.a.Samples.T {
		f.Records = append(f.Records, w.record(i))
	}
	for i := range w.a.Laps {
		f.Laps = append(f.Laps, w.lap(i))
	}
	f.Events = w.events()
	f.Sessions = []*fit.SessionMsg{w.session()}
	f.Activity = w.activity()
	f.DeviceInfos = []*fit.DeviceInfoMsg{w.device()}
}

// value is a column's value; ok is false where there is none.
func value(col []float64, i int) (v float64, ok bool) {
	if col == nil || math.IsNaN(col[i]) {
		return 0, false
	}
	return col[i], true
}

func (w fitWriter) record(i int) *fit.RecordMsg {
	c, r := &w.a.Samples, fit.NewRecordMsg()
	r.Timestamp = w.when(c.T[i])
	if lat, ok := value(c.Lat, i); ok {
		r.PositionLat = fit.NewLatitudeDegrees(lat)
		r.PositionLong = fit.NewLongitudeDegrees(c.Lon[i])
	}
	if ele, ok := value(c.Ele, i); ok {
		r.EnhancedAltitude = uint32(math.Round((ele + 500) * 5))
	}
	if hr, ok := value(c.HR, i); ok {
		r.HeartRate = uint8(hr)
	}
	if d, ok := value(c.Dist, i); ok {
		r.Distance = uint32(math.Round(d * 100))
	}
	if v, ok := value(c.Speed, i); ok {
		r.EnhancedSpeed = uint32(math.Round(v * 1000))
	}
	if t, ok := value(c.Temp, i); ok {
		r.Temperature = int8(t)
	}
	w.cadence(r, i)
	if w.o.Dynamics {
		dynamics(r, i)
	}
	return r
}

// cadence writes strides for a runner, revolutions for a rider.
func (w fitWriter) cadence(r *fit.RecordMsg, i int) {
	c, ok := value(w.a.Samples.Cadence, i)
	if !ok {
		return
	}
	if foot(w.a.Sport) {
		c /= 2
	}
	r.Cadence = uint8(c)
	if w.o.Dynamics {
		r.FractionalCadence = uint8(math.Round((c - math.Floor(c)) * 128))
	}
}

// foot reports whether the sport counts steps.
func foot(s activity.Sport) bool {
	return s == activity.Run || s == activity.Walk || s == activity.Hike
}

// dynamics fills what a chest strap with a motion sensor adds. The values follow
// the pace; they are there for their bytes, not for their physiology.
func dynamics(r *fit.RecordMsg, i int) {
	v := float64(r.EnhancedSpeed) / 1000
	wave := math.Sin(float64(i) / 7)
	r.Altitude = uint16(r.EnhancedAltitude)
	r.Speed = uint16(r.EnhancedSpeed)
	r.Power = uint16(max(0, 74*v+6*wave))
	r.AccumulatedPower = uint32(70 * i)
	r.VerticalOscillation = uint16(860 - 30*v + 20*wave)
	r.StanceTime = uint16(max(0, 3500-370*v+30*wave))
	r.StanceTimePercent = uint16(3300 + 20*wave)
	r.VerticalSpeed = int16(150 * wave)
	r.GpsAccuracy = 3
	r.ActivityType = fit.ActivityTypeRunning
}

// Scales of the FIT profile: seconds in ms, metres in cm.
func millis(s float64) uint32 { return uint32(math.Round(s * 1000)) }
func centis(m float64) uint32 { return uint32(math.Round(m * 100)) }

func (w fitWriter) lap(i int) *fit.LapMsg {
	l, m := w.a.Laps[i], fit.NewLapMsg()
	m.MessageIndex = fit.MessageIndex(i)
	m.Timestamp = w.when(l.Start + l.Elapsed)
	m.StartTime = w.when(l.Start)
	m.Event, m.EventType = fit.EventLap, fit.EventTypeStop
	m.TotalElapsedTime, m.TotalTimerTime = millis(l.Elapsed), millis(l.Timer)
	if l.Distance > 0 {
		m.TotalDistance = centis(l.Distance)
		m.AvgSpeed = uint16(l.Distance / l.Timer * 1000)
	}
	if !math.IsNaN(l.AvgHR) {
		m.AvgHeartRate = uint8(math.Round(l.AvgHR))
	}
	m.LapTrigger = lapTriggers[l.Trigger]
	m.Intensity = intensities[l.Kind]
	if l.Step >= 0 {
		m.WktStepIndex = fit.MessageIndex(l.Step)
	}
	m.Sport = sports[w.a.Sport]
	return m
}

var lapTriggers = map[activity.Trigger]fit.LapTrigger{
	activity.TriggerManual: fit.LapTriggerManual, activity.TriggerStepEnd: fit.LapTriggerManual,
	activity.TriggerDistance: fit.LapTriggerDistance, activity.TriggerTime: fit.LapTriggerTime,
	activity.TriggerPosition: fit.LapTriggerPositionMarked, activity.TriggerEnd: fit.LapTriggerSessionEnd,
}

var intensities = map[activity.LapKind]fit.Intensity{
	activity.LapActive: fit.IntensityActive, activity.LapRest: fit.IntensityRest,
	activity.LapWarmUp: fit.IntensityWarmup, activity.LapCoolDown: fit.IntensityCooldown,
	activity.LapRecovery: fit.IntensityRecovery, activity.LapInterval: fit.IntensityInterval,
	activity.LapUnknown: fit.IntensityInvalid,
}

var sports = map[activity.Sport]fit.Sport{
	activity.Run: fit.SportRunning, activity.Walk: fit.SportWalking, activity.Hike: fit.SportHiking,
	activity.Ride: fit.SportCycling, activity.Swim: fit.SportSwimming,
	activity.Yoga: fit.SportTraining, activity.Strength: fit.SportTraining,
	activity.Other: fit.SportGeneric, activity.Unknown: fit.SportGeneric,
}

// subSport refines the sport as watches do.
func subSport(a *activity.Activity) fit.SubSport {
	switch {
	case a.Sport == activity.Yoga:
		return fit.SubSportYoga
	case a.Sport == activity.Strength:
		return fit.SubSportStrengthTraining
	case a.Sport == activity.Swim:
		return fit.SubSportLapSwimming
	case a.Sport == activity.Run && a.Indoor:
		return fit.SubSportTreadmill
	case a.Track:
		return fit.SubSportTrack
	}
	return fit.SubSportGeneric
}

// events are the timer's: start, every stop and start, and the last stop.
func (w fitWriter) events() []*fit.EventMsg {
	event := func(t float64, typ fit.EventType) *fit.EventMsg {
		e := fit.NewEventMsg()
		e.Timestamp, e.Event, e.EventType, e.Data, e.EventGroup = w.when(t), fit.EventTimer, typ, 0, 0
		return e
	}
	out := []*fit.EventMsg{event(0, fit.EventTypeStart)}
	for _, p := range w.a.Pauses {
		out = append(out, event(p.From, fit.EventTypeStop), event(p.To, fit.EventTypeStart))
	}
	return append(out, event(w.a.Totals.Elapsed, fit.EventTypeStopAll))
}

func (w fitWriter) session() *fit.SessionMsg {
	t, m := w.a.Totals, fit.NewSessionMsg()
	m.MessageIndex = 0
	m.Timestamp, m.StartTime = w.when(t.Elapsed), w.a.Start
	m.Event, m.EventType, m.Trigger = fit.EventLap, fit.EventTypeStop, fit.SessionTriggerActivityEnd
	m.Sport, m.SubSport = sports[w.a.Sport], subSport(w.a)
	m.TotalElapsedTime, m.TotalTimerTime = millis(t.Elapsed), millis(t.Timer)
	m.FirstLapIndex, m.NumLaps = 0, uint16(len(w.a.Laps))
	m.TotalCalories = uint16(t.Calories)
	if t.Distance > 0 {
		m.TotalDistance = centis(t.Distance)
		m.AvgSpeed = uint16(t.Distance / t.Timer * 1000)
	}
	if t.Ascent >= 0 {
		m.TotalAscent, m.TotalDescent = uint16(t.Ascent), uint16(t.Descent)
	}
	if t.MaxHR > 0 {
		m.AvgHeartRate, m.MaxHeartRate = uint8(t.AvgHR), uint8(t.MaxHR)
	}
	if w.a.Sport == activity.Swim {
		m.PoolLength, m.PoolLengthUnit = 2500, fit.DisplayMeasureMetric
	}
	return m
}

func (w fitWriter) activity() *fit.ActivityMsg {
	m, end := fit.NewActivityMsg(), w.when(w.a.Totals.Elapsed)
	m.Timestamp = end
	m.LocalTimestamp = end.In(time.FixedZone("", int(w.a.Clock.Offset/time.Second)))
	m.TotalTimerTime = millis(w.a.Totals.Timer)
	m.NumSessions, m.Type = 1, fit.ActivityModeManual
	m.Event, m.EventType = fit.EventActivity, fit.EventTypeStop
	return m
}

func (w fitWriter) device() *fit.DeviceInfoMsg {
	m := fit.NewDeviceInfoMsg()
	m.Timestamp = w.a.Start
	m.DeviceIndex = fit.DeviceIndexCreator
	m.Manufacturer = fit.ManufacturerDevelopment
	m.SerialNumber = w.o.Serial
	m.SoftwareVersion = 1123
	m.ProductName = w.o.Product
	m.SourceType = fit.SourceTypeLocal
	return m
}

// extra are the messages that a watch writes into an activity and the library
// knows only in other types of file: what the watch was told of the runner, and
// the workout.
func (w fitWriter) extra() ([]message, error) {
	settings, err := fit.NewFile(fit.FileTypeSettings, fit.NewHeader(fit.V20, true))
	if err != nil {
		return nil, err
	}
	f, err := settings.Settings()
	if err != nil {
		return nil, err
	}
	f.UserProfiles = []*fit.UserProfileMsg{w.profile()}
	out, err := encode(settings)
	if err != nil {
		return nil, err
	}
	if len(w.a.Steps) > 0 {
		steps, err := w.workout()
		if err != nil {
			return nil, err
		}
		out = append(out, steps...)
	}
	return without(out, uint16(fit.MesgNumFileId)), nil
}

func (w fitWriter) profile() *fit.UserProfileMsg {
	m := fit.NewUserProfileMsg()
	m.RestingHeartRate = uint8(w.a.Watch.RestHR)
	m.DefaultMaxHeartRate = uint8(w.a.Watch.MaxHR)
	m.DefaultMaxRunningHeartRate = uint8(w.a.Watch.MaxHR)
	return m
}

// workout is the planned workout as messages.
func (w fitWriter) workout() ([]message, error) {
	file, err := fit.NewFile(fit.FileTypeWorkout, fit.NewHeader(fit.V20, true))
	if err != nil {
		return nil, err
	}
	f, err := file.Workout()
	if err != nil {
		return nil, err
	}
	f.Workout = fit.NewWorkoutMsg()
	f.Workout.Sport, f.Workout.NumValidSteps = sports[w.a.Sport], uint16(len(w.a.Steps))
	if w.a.Title != "" {
		f.Workout.WktName = w.a.Title
	}
	for i, s := range w.a.Steps {
		f.WorkoutSteps = append(f.WorkoutSteps, workoutStep(i, s))
	}
	return encode(file)
}

func workoutStep(i int, s activity.Step) *fit.WorkoutStepMsg {
	m := fit.NewWorkoutStepMsg()
	m.MessageIndex = fit.MessageIndex(i)
	m.WktStepName = s.Name
	m.TargetType = fit.WktStepTargetOpen
	m.Intensity = intensities[s.Kind]
	switch {
	case s.Repeat > 0:
		m.DurationType, m.DurationValue = fit.WktStepDurationRepeatUntilStepsCmplt, uint32(s.RepeatTo)
		m.TargetType, m.TargetValue = fit.WktStepTargetInvalid, uint32(s.Repeat)
	case s.Duration > 0:
		m.DurationType, m.DurationValue = fit.WktStepDurationTime, millis(s.Duration)
	case s.Distance > 0:
		m.DurationType, m.DurationValue = fit.WktStepDurationDistance, centis(s.Distance)
	default:
		m.DurationType = fit.WktStepDurationOpen
	}
	return m
}

// Settings is a FIT file that is sound but no activity: the watch's settings.
func Settings(o FITOptions) ([]byte, error) {
	w := fitWriter{a: activity.New(activity.Run, time.Date(2025, 7, 1, 6, 0, 0, 0, time.UTC)), o: o}
	w.a.Watch.MaxHR, w.a.Watch.RestHR = 187, 48
	return w.foreign(fit.FileTypeSettings, func(f *fit.File) error {
		s, err := f.Settings()
		if err == nil {
			s.UserProfiles = []*fit.UserProfileMsg{w.profile()}
		}
		return err
	})
}

// CourseFIT is the activity's way as a FIT course: positions, but nothing done.
func CourseFIT(a *activity.Activity, o FITOptions) ([]byte, error) {
	w := fitWriter{a: a, o: o}
	return w.foreign(fit.FileTypeCourse, func(f *fit.File) error {
		c, err := f.Course()
		if err != nil {
			return err
		}
		c.Course = fit.NewCourseMsg()
		c.Course.Name, c.Course.Sport = "Lake loop", fit.SportRunning
		c.Laps = []*fit.LapMsg{w.lap(0)}
		for i := 0; i < a.Samples.Len(); i += 10 {
			c.Records = append(c.Records, w.record(i))
		}
		return nil
	})
}

// foreign writes a file that is not an activity.
func (w fitWriter) foreign(t fit.FileType, fill func(*fit.File) error) ([]byte, error) {
	file, err := fit.NewFile(t, fit.NewHeader(fit.V20, true))
	if err != nil {
		return nil, err
	}
	w.identity(file)
	if err := fill(file); err != nil {
		return nil, fmt.Errorf("fit type %v: %w", t, err)
	}
	msgs, err := encode(file)
	if err != nil {
		return nil, err
	}
	return assemble(msgs), nil
}
