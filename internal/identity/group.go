package identity

import (
	"slices"
	"strings"
)

// group combines the parts that can belong to one runner. A part joins a group that has a
// device in common with it, or else the first group without a conflict.
func group(parts []*part, apart conflicts, devices bool) []Runner {
	var groups [][]int
	for i := range parts {
		at := slices.IndexFunc(groups, func(g []int) bool { return fits(g, i, apart) && linked(parts, g, i) })
		if at < 0 {
			at = slices.IndexFunc(groups, func(g []int) bool { return fits(g, i, apart) })
		}
		if at < 0 {
			groups = append(groups, nil)
			at = len(groups) - 1
		}
		groups[at] = append(groups[at], i)
	}
	var out []Runner
	for _, g := range groups {
		r := Runner{Devices: devices}
		for _, i := range g {
			r.Names = append(r.Names, name(parts[i], devices))
			r.Runs += len(parts[i].runs)
		}
		out = append(out, r)
	}
	return out
}

// fits reports whether part i conflicts with no part of the group.
func fits(g []int, i int, apart conflicts) bool {
	return !slices.ContainsFunc(g, func(j int) bool { return apart[ordered(i, j)] })
}

// linked reports whether a part of the group has a device in common with part i.
func linked(parts []*part, g []int, i int) bool {
	return slices.ContainsFunc(g, func(j int) bool { return parts[i].shares(parts[j]) })
}

// name returns the words for a part: its folder, or its device.
func name(p *part, devices bool) string {
	if !devices {
		return p.key
	}
	r := p.runs[0]
	model := r.Device
	if model == "" {
		model = "an unnamed device (" + strings.ToUpper(r.Format) + ")"
	}
	return model + " in " + r.Folder
}
