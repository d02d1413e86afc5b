package table

// PublishedRun is one activity in a published file.
type PublishedRun struct {
	Runner     string   `parquet:"runner,dict" doc:"keyed HMAC of the runner's name"`
	Week       int32    `parquet:"week" doc:"whole weeks since the runner's first activity"`
	Sport      string   `parquet:"sport,dict" doc:"run, ride, walk and others; another sport if fewer than 10 runners have it"`
	Class      *string  `parquet:"class,dict" doc:"long, key, easy or recovery"`
	Kind       *string  `parquet:"kind,dict" doc:"race, intervals, tempo, progression, hills, fartlek or long-with-quality"`
	Intensity  *string  `parquet:"intensity,dict" doc:"very easy, easy, steady or hard"`
	Confidence *float64 `parquet:"confidence" doc:"how likely the class is right, 0 to 1"`
	HowEasy    *string  `parquet:"how_easy,dict" doc:"truly easy, drifted, too fast or cannot tell"`
	DistanceKm *float64 `parquet:"distance_km" doc:"distance, rounded to 1 km"`
	MovingMin  *float64 `parquet:"moving_min" doc:"moving time, rounded to 5 min"`
	AvgHR      *float64 `parquet:"avg_hr" doc:"mean heart rate in beats/min"`
}

// PublishedLongRun is one long run in a published file.
type PublishedLongRun struct {
	Runner      string   `parquet:"runner,dict" doc:"keyed HMAC of the runner's name"`
	Week        int32    `parquet:"week" doc:"whole weeks since the runner's first activity"`
	DistanceKm  *float64 `parquet:"distance_km" doc:"distance, rounded to 1 km"`
	MovingMin   *float64 `parquet:"moving_min" doc:"moving time, rounded to 5 min"`
	NextDay     string   `parquet:"next_day,dict" doc:"what came on the next calendar day"`
	Group       string   `parquet:"group,dict" doc:"how the answer counts the next day"`
	Arm         *string  `parquet:"arm,dict" doc:"group of next_day whose next workouts are compared"`
	HowEasy     *string  `parquet:"next_how_easy,dict" doc:"how easy the run of the next day was"`
	NextKeyKind *string  `parquet:"next_key_kind,dict" doc:"kind of the next key workout or race"`
	DaysToKey   *int32   `parquet:"days_to_key" doc:"days until the next key workout or race"`
	Schedule    *string  `parquet:"schedule,dict" doc:"on schedule, late, missed or not known yet"`
	Compared    bool     `parquet:"compared" doc:"the next key workout can be compared"`
	EarlyHeart  *float64 `parquet:"early_heart_pct" doc:"per cent by which the early heart rate of days 2 to 4 lay below the usual one at that speed"`
	Efficiency  *float64 `parquet:"efficiency_pct" doc:"efficiency factor of the next key workout against the runner's trend, in per cent"`
	WorkPace    *float64 `parquet:"work_pace_pct" doc:"speed of its work bouts against the runner's trend, in per cent"`
}

// PublishedRunner holds the figures of one runner in a published file.
type PublishedRunner struct {
	Runner    string  `parquet:"runner" doc:"keyed HMAC of the runner's name"`
	Runs      *int32  `parquet:"runs" doc:"running activities; null if this count is 1 to 9"`
	LongRuns  *int32  `parquet:"long_runs" doc:"long runs that count; null if this count is 1 to 9"`
	Recorded  *int32  `parquet:"recorded" doc:"of long_runs: the files show what came on the next day; null if this count or the rest is 1 to 9"`
	Easy      *int32  `parquet:"easy" doc:"of recorded: easy running came; null if this count or the rest is 1 to 9"`
	Recovery  *int32  `parquet:"recovery" doc:"of easy: a recovery run came; null if this count or the rest is 1 to 9"`
	NoRecord  *int32  `parquet:"no_record" doc:"of long_runs: no record of the next day; null if this count or what remains is 1 to 9"`
	Word      *string `parquet:"word,dict" doc:"how often easy running came on a next day with a record; null if recorded is null"`
	NextRuns  *int32  `parquet:"next_runs" doc:"runs on the day after a long run that counts; null if this count is 1 to 9"`
	TrulyEasy *int32  `parquet:"truly_easy" doc:"of next_runs; null if this count or the rest is 1 to 9"`
	TooFast   *int32  `parquet:"too_fast" doc:"of next_runs; null if this count or what remains is 1 to 9"`
	Scheduled *int32  `parquet:"scheduled" doc:"long runs after which it is known whether the next key workout came on its usual day; null if this count is 1 to 9"`
	OnTime    *int32  `parquet:"on_time" doc:"of scheduled; null if this count or the rest is 1 to 9"`
}
