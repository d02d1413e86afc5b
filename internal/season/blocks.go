package season

import (
	"math"

	"dayafter/internal/unit"
)

// Block holds the balance of a few weeks. Outside base training, there should be about one
// recovery run for each key workout (Fitzgerald).
type Block struct {
	From     unit.Day
	Weeks    int // weeks of the block that are no base weeks
	Recovery int
	Stressed int     // long, key and races
	Key      int     // key workouts, races and long runs with quality
	Ratio    float64 // Recovery / Stressed; NaN without stressors
	Kept     Kept
}

// HardEasy describes the sequence of hard and easy runs. There should seldom be two
// stressors within 24 h, and seldom two easy runs between stressors (Fitzgerald).
type HardEasy struct {
	Gaps        int   // number of gaps from one stressor to the next, without base weeks
	Close       []int // indices of runs: stressors that began within 24 h of the end of the stressor before
	TwoEasy     []int // indices of runs: stressors with two or more easy runs between them and the stressor before
	CloseKept   Kept  // whether Close is seldom
	TwoEasyKept Kept
}

// Limits of the balance. Ours: Fitzgerald says "about 1:1".
const (
	blockWeeks    = 4
	ratioLow      = 0.5
	ratioHigh     = 1.5
	blockStressed = 3 // least number of stressors from which a block is judged
)

// blocks counts recovery runs and stressors, four weeks at a time.
func (s *Season) blocks() []Block {
	var out []Block
	for k := 0; k < len(s.Weeks); k += blockWeeks {
		weeks := s.Weeks[k:min(k+blockWeeks, len(s.Weeks))]
		b := Block{From: max(weeks[0].Start, s.From)}
		for i := range weeks {
			if w := &weeks[i]; !w.Base {
				b.Weeks++
				b.Recovery += w.Recovery
				b.Stressed += w.Stressed
				b.Key += w.Key
			}
		}
		b.judge()
		out = append(out, b)
	}
	return out
}

func (b *Block) judge() {
	b.Ratio = math.NaN()
	if b.Stressed > 0 {
		b.Ratio = float64(b.Recovery) / float64(b.Stressed)
	}
	switch {
	case b.Weeks == 0:
		b.Kept = NotApplicable
	case b.Stressed < blockStressed:
		b.Kept = CannotJudge
	case b.Ratio >= ratioLow && b.Ratio <= ratioHigh:
		b.Kept = Met
	default:
		b.Kept = NotMet
	}
}

// hardEasy compares each stressor with the stressor before and counts the easy runs between
// them.
func (s *Season) hardEasy() HardEasy {
	h := HardEasy{}
	last, easy := -1, 0
	for i := range s.Runs {
		r := &s.Runs[i]
		if !r.IsRun() {
			continue
		}
		if !r.Stresses() {
			easy += count(r.Follows() == EasyRun || r.Follows() == RecoveryRun)
			continue
		}
		if last >= 0 && !s.weekOf(r.Day).Base {
			h.step(r, i, easy)
		}
		last, easy = i, 0
	}
	h.CloseKept, h.TwoEasyKept = h.seldom(h.Close), h.seldom(h.TwoEasy)
	return h
}

func (h *HardEasy) step(r *Run, i, easy int) {
	h.Gaps++
	if r.Before.Hours <= freshAfter.Hours() {
		h.Close = append(h.Close, i)
	}
	if easy >= 2 {
		h.TwoEasy = append(h.TwoEasy, i)
	}
}

// An event is seldom if it occurs in at most seldomShare of the gaps. With fewer gaps than
// seldomGaps, nothing is judged. Ours.
const (
	seldomShare = 0.10
	seldomGaps  = 10
)

func (h *HardEasy) seldom(found []int) Kept {
	switch {
	case h.Gaps < seldomGaps:
		return CannotJudge
	case float64(len(found)) <= seldomShare*float64(h.Gaps):
		return Met
	}
	return NotMet
}

// weekOf returns the week that a day of the season lies in.
func (s *Season) weekOf(day unit.Day) *Week { return &s.Weeks[int(day-s.Weeks[0].Start)/7] }
