package synth

// Fixtures holds, for each folder of fixtures, the function that returns its files.
var Fixtures = map[string]func() ([]File, error){
	"season": SeasonFixture,
	"broken": BrokenFixture,
}
