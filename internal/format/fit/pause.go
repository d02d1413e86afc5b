package fit

import (
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// pauses returns the stretches between start and end in which the timer was stopped,
// counted from start. A stop without a later start ends the recording and is no pause.
func (r *recording) pauses(start, end uint32) []activity.Span {
	var spans []activity.Span
	var stopped uint32
	for _, e := range r.summary.Events {
		if since(e.Timestamp) == 0 {
			continue
		}
		t := min(max(since(e.Timestamp), start), end)
		switch e.EventType {
		case tormoder.EventTypeStop, tormoder.EventTypeStopAll, tormoder.EventTypeStopDisable, tormoder.EventTypeStopDisableAll:
			if stopped == 0 {
				stopped = t
			}
		case tormoder.EventTypeStart:
			if stopped > 0 && t > stopped {
				spans = append(spans, activity.Span{From: float64(stopped - start), To: float64(t - start)})
			}
			stopped = 0
		}
	}
	return spans
}
