package classify

// kind says what sort of key run this is, by what stands out.
func (c *judging) kind() Kind {
	over := &c.run.over
	switch {
	case c.effort.byHills && over[fastCount] < scales[fastCount].to:
		return Hills
	case over[restedCount] >= 2 || over[fastCount] >= 4:
		return Intervals
	case c.effort.threshold >= thresholdMin || over[sustained] >= scales[sustained].to:
		return Tempo
	case over[fastCount] >= 2:
		return Fartlek
	}
	return Tempo
}
