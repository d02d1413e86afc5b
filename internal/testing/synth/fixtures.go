package synth

// Fixtures are the folders of fixtures and what writes them.
var Fixtures = map[string]func() ([]File, error){
	"season": SeasonFixture,
	"broken": BrokenFixture,
}
