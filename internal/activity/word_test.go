package activity

import "testing"

func TestSportOf(t *testing.T) {
	tests := []struct {
		sport Sport
		names []string
	}{
		{Run, []string{
			"running", "Running", "RUN", "trail_running", "TrailRun", "street_running", "track_running", "treadmill_running",
			"indoor_running", "VirtualRun", "virtual_run", "ultra_run", "obstacle_run", "jogging", "9", "Laufen", "Lauf", "Trail Running",
			"course à pied", "Course a pied", "correr", "Carrera", "corsa", "corrida", "hardlopen", "löpning", "løping", "løb",
			"juoksu", "bieganie", "běh", "бег", "跑步", "ランニング", "ラン", "달리기",
		}},
		{Ride, []string{
			"cycling", "road_biking", "mountain biking", "Ride", "VirtualRide", "EBikeRide", "GravelRide", "indoor_cycling",
			"1", "17", "Radfahren", "vélo", "ciclismo", "骑行", "cyclocross",
		}},
		{Swim, []string{"swimming", "lap_swimming", "open_water_swimming", "Swim", "16", "Schwimmen", "natation", "游泳"}},
		{Walk, []string{"walking", "Walk", "casual_walking", "10", "Gehen", "marche", "caminata", "健走"}},
		{Hike, []string{"hiking", "Hike", "4", "Wandern", "randonnée", "trekking", "徒步"}},
		{Yoga, []string{"yoga", "Pilates", "瑜伽"}},
		{Strength, []string{"strength_training", "WeightTraining", "Krafttraining"}},
		{Other, []string{
			"Other", "generic", "transition", "snowshoe running", "horse riding", "cross_country_skiing", "InlineSkate", "Rowing",
			"StandUpPaddling", "Elliptical", "StairStepper", "Workout", "driving", "motorcycling", "sailing", "2", "triathlon", "wheelchair run",
		}},
	}
	for _, tt := range tests {
		for _, name := range tt.names {
			if w, ok := SportOf(name); w.Sport != tt.sport || !ok {
				t.Errorf("SportOf(%q) = %v, %v, want %v", name, w.Sport, ok, tt.sport)
			}
		}
	}
	for _, name := range []string{"", "unknown", "the category", "...", "t", "99", "-1", "course", "Activity"} {
		if w, ok := SportOf(name); ok || w.Sport != Unknown {
			t.Errorf("SportOf(%q) = %v, %v, want no sport", name, w.Sport, ok)
		}
	}
}

func TestSportOfPlace(t *testing.T) {
	tests := []struct {
		name          string
		indoor, track bool
	}{
		{"treadmill_running", true, false},
		{"Laufband", true, false},
		{"VirtualRide", true, false},
		{"lap_swimming", true, false},
		{"open_water_swimming", false, false},
		{"track_running", false, true},
		{"track_cycling", false, false},
		{"running", false, false},
	}
	for _, tt := range tests {
		if w, _ := SportOf(tt.name); w.Indoor != tt.indoor || w.Track != tt.track {
			t.Errorf("SportOf(%q): indoor %v, track %v", tt.name, w.Indoor, w.Track)
		}
	}
}
