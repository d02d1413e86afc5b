package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"dayafter/internal/season"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

func (b *builder) zonesSheet() *Sheet {
	thresholds := b.thresholdsTable()
	thresholds.Beside = true
	tables := []*Table{b.zonesWords(), b.zoneTimeTable(), thresholds, b.boundsTable()}
	sheet := &Sheet{
		Name:   "Zones",
		About:  "Thresholds with the effort behind each, the zones derived from them, and the time spent in each zone by class.",
		Tables: tables,
	}
	if len(b.zoneNames()) > 0 {
		sheet.Charts = []*Chart{b.zoneChart()}
	}
	return sheet
}

func (b *builder) zonesWords() *Table {
	t := newTable("ZonesWords", "", Lines, 1)
	names := b.zoneNames()
	if len(names) == 0 {
		t.text("Finding", "", func(int) string { return "No heart-rate zones: no threshold could be found" })
		return t
	}
	t.live("Finding", Text, "", fmt.Sprintf(
		`IF(SUM(ZoneTime[All])=0,"No heart rate in this season",ROUND(100*SUM(ZoneTime[%s])/SUM(ZoneTime[All]),0)&" %% of the running time with heart rate was in %s")`,
		names[0], names[0]))
	return t
}

// zoneTimeTable returns the time in each zone by class. Each run counts by the zones of its day.
func (b *builder) zoneTimeTable() *Table {
	names := b.zoneNames()
	shown := classes[:4]
	t := newTable("ZoneTime", "Time in zone by class", Grid, len(shown))
	t.text("Class", "", func(i int) string { return shown[i].String() }).as(Class)
	all := "0"
	for _, name := range names {
		t.live(name, Duration, "", fmt.Sprintf(`SUMIFS(Runs[In %s],Runs[Class],[Class])`, name))
		all += "+[" + name + "]"
	}
	t.live("All", Duration, "with heart rate", all)
	return t
}

func (b *builder) zoneChart() *Chart {
	ch := &Chart{
		Kind:       StackedShares,
		Title:      of("ZonesWords", "Finding"),
		Y:          Axis{Title: "share of time with heart rate", Quantity: Share},
		Categories: of("ZoneTime", "Class"),
		Alt:        "Bars of equal length: share of time in each heart-rate zone, by class.",
	}
	for i, name := range b.zoneNames() {
		ch.Series = append(ch.Series, Series{Name: name, Step: i + 1, Values: of("ZoneTime", name)})
	}
	return ch
}

// latest returns the newest set of zones; nil without sessions.
func (b *builder) latest() *zone.Set {
	if n := len(b.season.Runs); n > 0 {
		return &b.run(n - 1).Zones
	}
	return nil
}

// boundsTable returns the boundaries of the zones at the season's end.
func (b *builder) boundsTable() *Table {
	var hr, pace zone.Zones
	if set := b.latest(); set != nil {
		hr, pace = set.HR, set.Pace
	}
	t := newTable("Bounds", "Zones at the season's end", Grid, max(len(hr.Names), len(pace.Names)))
	t.text("Heart-rate zone", hr.System, func(i int) string { return nameOf(hr.Names, i) })
	t.number("From", HeartRate, "", func(i int) float64 { return math.Round(bound(hr.Lower, i)) }).in("bpm")
	t.number("Below", HeartRate, "", func(i int) float64 { return math.Round(bound(hr.Lower, i+1)) }).in("bpm")
	t.text("Pace zone", pace.System, func(i int) string { return nameOf(pace.Names, i) })
	t.number("Slower than", Pace, "", func(i int) float64 { return bound(pace.Lower, i+1) }).in(b.perDistance())
	t.number("Up to", Pace, "", func(i int) float64 { return bound(pace.Lower, i) }).in(b.perDistance())
	return t
}

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return ""
}

func bound(lower []float64, i int) float64 {
	if i < len(lower) {
		return lower[i]
	}
	return math.NaN()
}

// dated pairs a threshold with the first day on which it holds.
type dated struct {
	from unit.Day
	name string
	pace bool
	zone.Threshold
}

// notable is the least change of a threshold that gets a row, as a share. Ours: some
// watches correct a value by a beat every other day.
const notable = 0.02

// thresholds returns a row for each threshold when it first holds, at each notable
// change, and with its last value.
func (b *builder) thresholds() []dated {
	var out []dated
	listed := map[string]int{} // index in out of the newest row of each threshold
	newest := map[string]dated{}
	for i := range b.season.Runs {
		for _, d := range datedThresholds(b.run(i)) {
			at, known := listed[d.name]
			if known && !d.differs(newest[d.name], 0) {
				continue
			}
			if !known && d.Standing == zone.Missing {
				continue
			}
			newest[d.name] = d
			if !known || d.differs(out[at], notable) {
				listed[d.name] = len(out)
				out = append(out, d)
			}
		}
	}
	for _, name := range thresholdNames {
		if at, known := listed[name]; known && newest[name].differs(out[at], 0) {
			out = append(out, newest[name])
		}
	}
	slices.SortStableFunc(out, func(a, b dated) int { return cmp.Compare(a.from, b.from) })
	return out
}

// thresholdNames lists the thresholds in the order of display.
var thresholdNames = []string{
	"maximal heart rate", "lactate-threshold heart rate", "resting heart rate", "threshold pace", "critical speed",
}

// datedThresholds returns the thresholds of a run's day.
func datedThresholds(r *season.Run) []dated {
	z := &r.Zones
	var all []dated
	for i, t := range []zone.Threshold{z.MaxHR, z.LTHR, z.RestHR, z.ThresholdSpeed, z.CriticalSpeed} {
		all = append(all, dated{r.Day, thresholdNames[i], i >= 3, t})
	}
	return all
}

// differs reports whether a threshold has another standing than before, or has changed by
// at least a share. A share of 0 means any visible change.
func (d dated) differs(before dated, share float64) bool {
	if d.Standing != before.Standing {
		return true
	}
	change := math.Abs(d.Value/before.Value - 1)
	return change >= max(share, 0.002)
}

func (b *builder) thresholdsTable() *Table {
	all := b.thresholds()
	t := newTable("Thresholds", "Thresholds over time", Grid, len(all))
	t.day("Holds from", fmt.Sprintf("changes of less than %.0f %% are left out, but for the newest", 100*notable), func(i int) unit.Day { return all[i].from })
	t.text("Threshold", "", func(i int) string { return all[i].name })
	t.number("Heart rate", HeartRate, "", func(i int) float64 {
		if all[i].pace {
			return math.NaN()
		}
		return math.Round(all[i].Value)
	}).in("bpm")
	t.number("Pace", Pace, "", func(i int) float64 {
		if !all[i].pace {
			return math.NaN()
		}
		return all[i].Value
	}).in(b.perDistance())
	t.text("Confidence", "how reliable it is", func(i int) string { return all[i].Standing.String() })
	t.text("From", "the effort it came from", func(i int) string { return b.clean.text(all[i].Effort) })
	t.day("Run on", "day of that effort", func(i int) unit.Day {
		if all[i].Day == 0 {
			return noDay
		}
		return all[i].Day
	})
	return t
}
