package experiment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"dayafter/internal/unit"
)

// File is a plan as stored in TOML.
type File struct {
	About  string     `toml:"about" json:"about"`
	Schema int        `toml:"schema" json:"schema"`
	Arms   []string   `toml:"arms" json:"arms"`
	Seed   uint64     `toml:"seed" json:"seed"`
	Races  []string   `toml:"races,omitempty" json:"races,omitempty"`
	Rule   string     `toml:"rule" json:"rule"`
	SD     float64    `toml:"week_sd_percent" json:"week_sd_percent"`
	Known  int        `toml:"weeks_measured" json:"weeks_measured"`
	Weeks  []FileWeek `toml:"week" json:"week"`
	Hash   string     `toml:"hash" json:"hash"`
}

// FileWeek is a week of a stored plan.
type FileWeek struct {
	Start    string `toml:"start" json:"start"`
	Arm      string `toml:"arm,omitempty" json:"arm,omitempty"`
	Pair     int    `toml:"pair" json:"pair"` // from 1; 0 if excluded
	Excluded string `toml:"excluded,omitempty" json:"excluded,omitempty"`
}

// schema is the version of File.
const schema = 1

// rule says which weeks do not count. The plan states it beforehand.
const rule = "weeks with a race, the two weeks before and the week after it are left out; all other weeks count as planned, followed or not"

// File returns the plan as stored, with its hash.
func (p *Plan) File() File {
	f := File{
		About:  "A plan of dayafter experiment. Do not edit: the hash shows a change.",
		Schema: schema, Arms: []string{p.Arms[0].Word, p.Arms[1].Word}, Seed: p.Seed, Rule: rule, SD: p.Spread.SD, Known: p.Spread.Weeks,
	}
	for _, r := range p.Races {
		f.Races = append(f.Races, r.String())
	}
	for _, w := range p.Weeks {
		week := FileWeek{Start: w.Start.String(), Pair: w.Pair + 1, Excluded: w.Excluded}
		if w.Arm >= 0 {
			week.Arm = p.Arms[w.Arm].Word
		}
		f.Weeks = append(f.Weeks, week)
	}
	f.Hash = f.hash()
	return f
}

// hash returns a hash of everything that the analysis depends on.
func (f *File) hash() string {
	var text strings.Builder
	fmt.Fprintln(&text, f.Schema, f.Arms, f.Seed, f.Races, f.Rule, f.SD, f.Known)
	for _, w := range f.Weeks {
		fmt.Fprintln(&text, w.Start, w.Arm, w.Pair, w.Excluded)
	}
	sum := sha256.Sum256([]byte(text.String()))
	return hex.EncodeToString(sum[:])
}

// ErrChanged reports a plan that was edited after it was drawn.
var ErrChanged = errors.New("the plan was changed after it was drawn, so its result would prove nothing; restore the original file or draw a new plan")

// Plan returns the stored plan. It returns ErrChanged if the hash does not match.
func (f *File) Plan() (*Plan, error) {
	switch {
	case f.Schema != schema:
		return nil, fmt.Errorf("not a plan of dayafter experiment (schema %d, want %d)", f.Schema, schema)
	case f.Hash != f.hash():
		return nil, ErrChanged
	case len(f.Weeks) == 0:
		return nil, errors.New("the plan has no weeks")
	}
	arms, err := parseArms(f.Arms)
	if err != nil {
		return nil, err
	}
	p := &Plan{Arms: arms, Seed: f.Seed, Spread: Spread{SD: f.SD, Weeks: f.Known}}
	for _, r := range f.Races {
		day, err := unit.ParseDay(r)
		if err != nil {
			return nil, err
		}
		p.Races = append(p.Races, day)
	}
	for _, w := range f.Weeks {
		week, err := w.week(arms)
		if err != nil {
			return nil, err
		}
		p.Weeks = append(p.Weeks, week)
	}
	return p, nil
}

func (f *FileWeek) week(arms [2]Arm) (Week, error) {
	start, err := unit.ParseDay(f.Start)
	if err != nil {
		return Week{}, err
	}
	w := Week{Start: start, Pair: f.Pair - 1, Arm: -1, Excluded: f.Excluded}
	for i, a := range arms {
		if f.Arm == a.Word {
			w.Arm = i
		}
	}
	if f.Arm != "" && w.Arm < 0 {
		return w, fmt.Errorf("week of %s: unknown arm %q", f.Start, f.Arm)
	}
	return w, nil
}
