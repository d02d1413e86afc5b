package synth

import (
	"bytes"
	"encoding/binary"
	"math"
	"time"

	"github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// FITOptions are the watch's settings.
type FITOptions struct {
	Dynamics bool // running dynamics, power and the maker's own fields: 29 fields in each record instead of 9
	Product  string
	Serial   uint32
}

// FIT returns the activity as a watch's FIT file: file_id, file_creator,
// device_info, user_profile, the workout, records and events and laps in the order
// of time, sessions, activity.
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

// when returns the time t seconds after the start.
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

// value returns a column's value; ok is false if it is missing.
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

// cadence writes strides for a runner and revolutions for a rider.
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

// events returns the events of the timer: the start, every stop and restart, and the
// last stop.
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

// extra returns the messages that a watch writes into an activity but the library
// writes only into other types of file: the runner's settings and the workout.
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
