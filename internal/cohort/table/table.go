// Package table defines the tables of a cohort and reads and writes them as Parquet:
// digests (the result of reading each input), runs, long runs and runners. An unknown value
// is null. The footer of each file states the version of the tables. Package table opens no
// path.
package table

import "fmt"

// Version numbers the meaning of the columns. It rises whenever a column changes
// its name, type or meaning.
const Version = 2

// Digest is one input of a runner, as extract passes it to judge.
type Digest struct {
	Runner  string `parquet:"runner,dict" doc:"name of the runner in the manifest"`
	Line    int32  `parquet:"line" doc:"line of the manifest, from 0"`
	File    string `parquet:"file" doc:"name of the input, relative to the runner's root"`
	Failed  string `parquet:"failed" doc:"why the whole line failed; empty if it did not"`
	Summary []byte `parquet:"summary" doc:"the encoded summaries of the input; empty if the whole line failed"`
}

// Run is one activity, or one input without an activity.
type Run struct {
	Runner string `parquet:"runner,dict" doc:"name of the runner in the manifest"`
	File   string `parquet:"file" doc:"name of the input, relative to the runner's root"`
	Part   int32  `parquet:"part" doc:"number of the activity within its file, from 0"`
	Status string `parquet:"status,dict" doc:"used, joined (part of a session), duplicate, other-sport, not-activity or failed"`

	Reason  *string `parquet:"reason" doc:"why it is not used, or with what it was joined"`
	Issues  *string `parquet:"issues" doc:"what was odd about the file; several are separated by a vertical bar"`
	Session *string `parquet:"session" doc:"key of the session it belongs to; a duplicate has the key of the session it repeats"`
	Title   *string `parquet:"title" doc:"what the runner called it"`

	Day        *int32  `parquet:"day,date" doc:"the runner's calendar day of the session"`
	Start      *int64  `parquet:"start,timestamp(millisecond)" doc:"start in UTC"`
	ZoneSource *string `parquet:"zone_source,dict" doc:"where the local day is known from: setting, device, explicit, position, neighbour or machine (a guess)"`
	Sport      *string `parquet:"sport,dict" doc:"run, ride, walk and others"`

	Class      *string  `parquet:"class,dict" doc:"long, key, easy or recovery"`
	Kind       *string  `parquet:"kind,dict" doc:"race, intervals, tempo, progression, hills, fartlek or long-with-quality"`
	Intensity  *string  `parquet:"intensity,dict" doc:"very easy, easy, steady or hard"`
	Confidence *float64 `parquet:"confidence" doc:"how likely the class is right, 0 to 1"`
	RunnerUp   *string  `parquet:"runner_up,dict" doc:"the second most likely class"`
	Intent     *string  `parquet:"intent,dict" doc:"what the title says it was to be"`

	HoursSince   *float64 `parquet:"hours_since_stressor" doc:"hours from the end of the long or key run in whose fatigue it started"`
	DayAfter     *string  `parquet:"day_after" doc:"session of the long run, key workout or race on the calendar day before"`
	HowEasy      *string  `parquet:"how_easy,dict" doc:"of a run that is not long, key or a race: truly easy, drifted, too fast or cannot tell"`
	ByPace       *bool    `parquet:"by_pace" doc:"how_easy was judged by pace, because heart rate is missing or doubtful"`
	CeilingBPM   *float64 `parquet:"ceiling_bpm" doc:"the easy ceiling of the day in beats/min"`
	AboveShare   *float64 `parquet:"above_share" doc:"share of the seconds with heart rate at or above the ceiling, 0 to 1"`
	SlowerPct    *float64 `parquet:"slower_than_usual_pct" doc:"per cent by which it was slower than the runner's easy runs; negative if faster"`
	DistanceM    *float64 `parquet:"distance_m" doc:"distance in m"`
	ElapsedS     *float64 `parquet:"elapsed_s" doc:"time from start to end in s, all pauses included"`
	TimerS       *float64 `parquet:"timer_s" doc:"time in s while the watch's timer ran"`
	MovingS      *float64 `parquet:"moving_s" doc:"time in s while the runner moved"`
	AscentM      *float64 `parquet:"ascent_m" doc:"ascent in m"`
	AvgHR        *float64 `parquet:"avg_hr" doc:"mean heart rate in beats/min over moving time"`
	MaxHR        *float64 `parquet:"max_hr" doc:"highest mean heart rate of 5 s in beats/min"`
	PaceSPerKm   *float64 `parquet:"avg_pace_s_per_km" doc:"mean pace in s/km over moving time"`
	GAPSPerKm    *float64 `parquet:"gap_s_per_km" doc:"mean grade-adjusted pace in s/km over moving time"`
	Device       *string  `parquet:"device,dict" doc:"the watch"`
	StressTSS    *float64 `parquet:"tss" doc:"training stress of the session in TSS points"`
	FormTSB      *float64 `parquet:"tsb" doc:"training stress balance on the day of the session, in TSS points a day"`
	TemperatureC *float64 `parquet:"temperature_c" doc:"mean temperature in °C by the watch's sensor"`
}

// LongRun is one long run with what followed it.
type LongRun struct {
	Runner  string `parquet:"runner,dict" doc:"name of the runner in the manifest"`
	Session string `parquet:"session" doc:"key of the session"`
	Day     int32  `parquet:"day,date" doc:"the runner's calendar day"`

	DistanceM  *float64 `parquet:"distance_m" doc:"distance in m"`
	MovingS    *float64 `parquet:"moving_s" doc:"time in s while the runner moved"`
	AvgHR      *float64 `parquet:"avg_hr" doc:"mean heart rate in beats/min over moving time"`
	Confidence *float64 `parquet:"confidence" doc:"how likely the class long is right, 0 to 1"`
	StressTSS  *float64 `parquet:"tss" doc:"training stress in TSS points"`
	FormTSB    *float64 `parquet:"tsb" doc:"training stress balance on that day, in TSS points a day"`

	NextDay   string   `parquet:"next_day,dict" doc:"what came on the next calendar day: recovery run; easy run; active recovery; rest; no record; away; recorded without a file; hard run; long run again; race; other sport, hard or long; run, not judged; not known yet"`
	SecondDay string   `parquet:"second_day,dict" doc:"the same for the day after the next"`
	ThirdDay  string   `parquet:"third_day,dict" doc:"the same for the third day"`
	Within24h string   `parquet:"within_24h,dict" doc:"the same for the 24 hours after its end"`
	Group     string   `parquet:"group,dict" doc:"how the answer counts the next day: easy running, active recovery, hard running, other sport, hard or long, rest, no record, unclear, not known yet, base week or away"`
	Arm       *string  `parquet:"arm,dict" doc:"group of next_day whose next workouts are compared: easy running, active recovery, no record, hard or long"`
	NextRun   *string  `parquet:"next_session" doc:"session that decides next_day"`
	NextHours *float64 `parquet:"next_hours" doc:"hours from the end of the long run to the start of next_session"`
	HowEasy   *string  `parquet:"next_how_easy,dict" doc:"how easy the run of the next day was: truly easy, drifted, too fast, cannot tell, or hard if it was itself long, key or a race"`
	SlowerPct *float64 `parquet:"next_slower_than_usual_pct" doc:"per cent by which the run of the next day was slower than the runner's easy runs; negative if faster"`

	NextKey     *string `parquet:"next_key" doc:"session of the next key workout or race"`
	NextKeyKind *string `parquet:"next_key_kind,dict" doc:"its kind"`
	DaysToKey   *int32  `parquet:"days_to_key" doc:"days until next_key"`
	Schedule    *string `parquet:"schedule,dict" doc:"whether next_key came on the runner's usual day: on schedule, late or missed"`
	Compared    bool    `parquet:"compared" doc:"next_key can be compared: it came after the next day, and no other long run came before it"`

	EarlyHeart *float64 `parquet:"early_heart_pct" doc:"per cent by which the heart rate early in the runs of days 2 to 4 lay below the usual one at that speed; positive is fresher"`
	Efficiency *float64 `parquet:"efficiency_pct" doc:"efficiency factor of next_key against the runner's trend, in per cent"`
	WorkPace   *float64 `parquet:"work_pace_pct" doc:"speed of the work bouts of next_key against the runner's trend, in per cent"`
	Decoupling *float64 `parquet:"decoupling_pct" doc:"aerobic decoupling of next_key in percentage points"`
	Effort     *float64 `parquet:"effort" doc:"the runner's rating of next_key, 0 to 10"`
}

// Runner holds the figures of one runner.
type Runner struct {
	Runner string  `parquet:"runner" doc:"name of the runner in the manifest"`
	Status string  `parquet:"status,dict" doc:"judged, no activity or failed"`
	Reason *string `parquet:"reason" doc:"why the runner, or a part of the runner's files, failed"`

	Inputs        int32 `parquet:"inputs" doc:"inputs read = runs + other_sports + duplicates + not_activities + failed_inputs"`
	Runs          int32 `parquet:"runs" doc:"running activities"`
	OtherSports   int32 `parquet:"other_sports" doc:"activities of other sports"`
	Duplicates    int32 `parquet:"duplicates" doc:"copies"`
	NotActivities int32 `parquet:"not_activities" doc:"sound inputs without an activity"`
	FailedInputs  int32 `parquet:"failed_inputs" doc:"inputs that could not be read"`

	FirstDay *int32 `parquet:"first_day,date" doc:"day of the first session"`
	LastDay  *int32 `parquet:"last_day,date" doc:"day of the last session"`
	LastLong *int32 `parquet:"last_long,date" doc:"day of the last long run"`

	LongRuns     int32    `parquet:"long_runs" doc:"long runs that count: not in base training, not before days away, not before days that the data do not reach"`
	BaseRuns     int32    `parquet:"base_long_runs" doc:"long runs left out because they lie in base training"`
	AwayRuns     int32    `parquet:"away_long_runs" doc:"long runs left out because the next day was marked as away"`
	Recorded     int32    `parquet:"recorded" doc:"of long_runs: the files show what came on the next day"`
	NoRecord     int32    `parquet:"no_record" doc:"of long_runs: no record of the next day, which does not mean rest"`
	Unclear      int32    `parquet:"unclear" doc:"of long_runs: what came on the next day cannot be judged"`
	Easy         int32    `parquet:"easy" doc:"of recorded: easy running came on the next day"`
	Recovery     int32    `parquet:"recovery" doc:"of easy: a recovery run came"`
	Word         *string  `parquet:"word,dict" doc:"how often easy running came, days without a record counted as days without: always, usually, sometimes, rarely, never, each time, not once; null below 3"`
	WordRecorded *string  `parquet:"word_recorded,dict" doc:"the same, days without a record left out"`
	EasyShare    *float64 `parquet:"easy_share" doc:"easy / recorded"`
	EasyLow      *float64 `parquet:"easy_low" doc:"lower end of Wilson's 95 % interval of easy_share"`
	EasyHigh     *float64 `parquet:"easy_high" doc:"upper end"`

	NextRuns   int32 `parquet:"next_runs" doc:"runs on the day after a long run that counts"`
	TrulyEasy  int32 `parquet:"truly_easy" doc:"of next_runs"`
	Drifted    int32 `parquet:"drifted" doc:"of next_runs: heart rate rose late"`
	TooFast    int32 `parquet:"too_fast" doc:"of next_runs"`
	Hard       int32 `parquet:"hard" doc:"of next_runs: itself long, key or a race"`
	CannotTell int32 `parquet:"cannot_tell" doc:"of next_runs"`

	Scheduled int32 `parquet:"scheduled" doc:"long runs after which it is known whether the next key workout came on its usual day"`
	OnTime    int32 `parquet:"on_time" doc:"of scheduled"`
	Late      int32 `parquet:"late" doc:"of scheduled"`
	Missed    int32 `parquet:"missed" doc:"of scheduled"`

	MaxHR         *float64 `parquet:"max_hr" doc:"maximum heart rate on the last day in beats/min"`
	LTHR          *float64 `parquet:"lthr" doc:"threshold heart rate on the last day in beats/min"`
	LTHRStanding  *string  `parquet:"lthr_standing,dict" doc:"how far lthr can be trusted: set, device, confirmed, lower bound, provisional"`
	ThresholdPace *float64 `parquet:"threshold_s_per_km" doc:"threshold pace on the last day in s/km"`
}

// Statuses of a runner.
const (
	Judged     = "judged"
	NoActivity = "no activity"
	Failed     = "failed"
)

// Schema names the tables and their version.
func Schema() string { return fmt.Sprintf("dayafter tables %d", Version) }
