package synth

import (
	"fmt"
	"time"

	"github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// Settings returns a valid FIT file that is no activity: the watch's settings.
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

// CourseFIT returns the activity's route as a FIT course, which has positions but is no
// recording.
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

// foreign writes a FIT file of a type other than activity.
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
