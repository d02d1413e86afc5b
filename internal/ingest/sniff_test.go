package ingest

import "testing"

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		head string
		want Kind
	}{
		{"", Empty},
		{" \r\n\t", Empty},
		{"\x0e\x20\x5b\x08\x10\x00\x00\x00.FIT\x00\x00\x40\x00\x00\x00\x00\x04", FIT},
		{"\x0e\x20\x5b\x08\x10\x00\x00\x00XXXX\x00\x00\x40\x00\x00\x00\x00\x04", FIT},
		{"junk\x0c\x10\x5b\x08\x10\x00\x00\x00.FIT\x40", FIT},
		{"\x0e\x20\x5b\x08", Unknown},
		{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", Unknown},
		{`<gpx version="1.0">`, GPX},
		{"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- a > b --><gpx>", GPX},
		{"<?xml version='1.0'?><ns1:gpx xmlns:ns1='x'>", GPX},
		{"\xff\xfe<\x00g\x00p\x00x\x00>\x00", GPX},
		{"\xfe\xff\x00<\x00g\x00p\x00x\x00>", GPX},
		{"<\x00g\x00p\x00x\x00>\x00", GPX},
		{"garbage before <gpx>", GPX},
		{"   \n  <?xml version=\"1.0\"?><TrainingCenterDatabase>", TCX},
		{"<?xml version=\"1.0\"?><kml>", KML},
		{"<?xml version=\"1.0\"?><!DOCTYPE HealthData [\n<!-- HealthKit Export -->\n<!ELEMENT HealthData", Health},
		{"<!DOCTYPE html><html>", HTML},
		{"<HTML lang=en>", HTML},
		{"<?xml version=\"1.0\"?><svg/>", XML},
		{`{"error": "not found"}`, JSON},
		{`{"exportVersion":"1.6","name":"Running","startTime":"2018-01-07T10:00:00.000","stopTime":"2018-01-07T10:30:00.000"`, Polar},
		{`{"identifier":{"id":"1"},"startTime":"2026-01-07T10:00:00","stopTime":"2026-01-07T10:30:00","durationMillis":1800000`, Polar},
		{`{"exportVersion":"1.6","startTime":"2018-01-07T10:00:00.000","name":"Plan","done":false,"exercises":[`, JSON},
		{`[ {"summarizedActivitiesExport" : [ {"activityId": 1`, Garmin},
		{`{"exportVersion":"1.6","date":"2018-01-07","samples":{"mets":[`, JSON},
		{`[{"sport":"RUNNING"},{"source":"TRACK_MOBILE"},{"start_time":"2019-04-29 16:03:00.0"},{"duration_s":3000}`, Endomondo},
		{`[{"sportType":4,"startTime":1745942580000,"totalDistance":8250,"totalTime":3000000,"attribute":"HW_EXT_TRACK_DETAIL@is`, Huawei},
		{`{"id":"x","type":"run","start_epoch_ms":1745942580000,"metrics":[`, Nike},
		{`{"DeviceLog":{"Header":{"ActivityType":3`, Suunto},
		{`{"Samples":[{"Attributes":{"suunto/sml":{"Sample":{"HR":2.3}}},"TimeISO8601":"`, Suunto},
		{`[{"logId":1,"activityName":"Run","activityTypeId":90009`, Fitbit},
		{"com.samsung.shealth.exercise,6312009,5\nstart_time,exercise_type,duration\n", Samsung},
		{`[{"start_time":1745942580000,"heart_rate":138.0,"speed":2.75}]`, Samsung},
		{"\x80\x04\x95\x1c\x00", Pickle},
		{"(dp0\nS'a'\n", Pickle},
		{"ccopy_reg\n_reconstructor\n", Pickle},
		{"a,b,c\n1,2,3\n", CSV},
		{"a;b;c", CSV},
		{"Dear runner,\nwell done\n", Text},
		{"caf\xe9 latin-1 text", Text},
		{"\x1f\x8b\x08\x00", Gzip},
		{"PK\x03\x04", Zip},
		{"\x89PNG\r\n\x1a\n", Image},
		{"\x00\x00\x00\x18ftypmp42", Video},
		{"%PDF-1.7", PDF},
		{"7z\xbc\xaf\x27\x1c", SevenZip},
		{"\x00\x05\x16\x07\x00\x02", AppleDouble},
		{"\xde\xad\xbe\xef\x01\x02\x03\x04", Unknown},
	} {
		if got := Sniff([]byte(c.head)); got != c.want {
			t.Errorf("%.40q is %s, want %s", c.head, got, c.want)
		}
	}
}
