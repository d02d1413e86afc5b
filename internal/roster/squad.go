package roster

import (
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/disk"
)

// SquadFile is the name of the file that lists the runners of a squad's folder.
const SquadFile = "squad.toml"

// ParseSquad parses squad.toml, which has a table [[runner]] for each runner with name,
// root and settings.
func ParseSquad(data []byte) ([]Entry, error) {
	var file map[string][]map[string]any
	if err := disk.ParseTOML(data, &file); err != nil {
		return nil, err
	}
	for key := range file {
		if key != "runner" {
			return nil, fmt.Errorf("no list is called %q; want tables [[runner]]", key)
		}
	}
	var out []Entry
	for _, t := range file["runner"] {
		e := Entry{Settings: map[string]any{}}
		for key, value := range t {
			switch key {
			case "name":
				e.Runner, _ = value.(string)
			case "root":
				e.Root, _ = value.(string)
			default:
				e.Settings[key] = value
			}
		}
		out = append(out, e)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no runner in it; want tables [[runner]] with name and root")
	}
	names := Names(out)
	if len(names) < len(out) {
		return nil, fmt.Errorf("two runners have the same name among %q", names)
	}
	slices.SortStableFunc(out, func(a, b Entry) int { return strings.Compare(a.Runner, b.Runner) })
	return out, Check(out)
}
