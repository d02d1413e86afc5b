package identity

import (
	"path/filepath"
	"slices"
	"strings"
)

// Place returns the root and the folder of each file, given the names of the files and the
// paths that the user named. Several paths are roots themselves. Within a single path, the
// roots are the folders and archives at the first level at which there are several.
func Place(names, paths []string) (roots, folders []string) {
	folders = make([]string, len(names))
	for i, n := range names {
		folders[i] = folderOf(n)
	}
	if len(distinct(paths)) > 1 {
		for i, n := range names {
			roots = append(roots, rootAmong(n, folders[i], paths))
		}
		return roots, folders
	}
	return firstParting(folders), folders
}

func distinct(paths []string) []string {
	out := slices.Clone(paths)
	for i, p := range out {
		out[i] = filepath.Clean(p)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// folderOf returns the folder or archive that holds a file.
func folderOf(name string) string {
	name = filepath.ToSlash(name)
	if archive, member, ok := strings.Cut(name, "!"); ok {
		if i := strings.LastIndexByte(member, '/'); i > 0 {
			return archive + "!" + member[:i]
		}
		return archive
	}
	if i := strings.LastIndexByte(name, '/'); i > 0 {
		return name[:i]
	}
	return "."
}

// rootAmong returns the path that holds the file. A file that the user named belongs to its
// folder, because a shell expands *.fit to many paths.
func rootAmong(name, folder string, paths []string) string {
	name = filepath.ToSlash(filepath.Clean(name))
	best := ""
	for _, p := range paths {
		p = filepath.ToSlash(filepath.Clean(p))
		if len(p) > len(best) && (strings.HasPrefix(name, p+"/") || strings.HasPrefix(name, p+"!")) {
			best = p
		}
	}
	if best == "" {
		return folder
	}
	return best
}

// firstParting cuts each folder's path after the first level at which the folders differ.
func firstParting(folders []string) []string {
	split := make([][]string, len(folders))
	for i, f := range folders {
		split[i] = strings.FieldsFunc(f, func(r rune) bool { return r == '/' || r == '!' })
	}
	depth := 0
	for ; ; depth++ {
		if !sameAt(split, depth) {
			break
		}
	}
	out := make([]string, len(folders))
	for i, f := range folders {
		out[i] = beginning(f, depth+1)
	}
	return out
}

// sameAt reports whether all folders have the same word at a level.
func sameAt(split [][]string, depth int) bool {
	for _, s := range split {
		if depth >= len(s) || s[depth] != split[0][depth] {
			return false
		}
	}
	return len(split) > 0
}

// beginning returns the first n levels of a folder.
func beginning(folder string, n int) string {
	for i, r := range folder {
		if (r == '/' || r == '!') && i > 0 {
			if n--; n == 0 {
				return folder[:i]
			}
		}
	}
	return folder
}
