package main

import (
	"context"
	"os"
)

// shells maps each shell to the file name that its completion script has.
var shells = []struct{ shell, file string }{
	{"bash", "completions/dayafter.bash"},
	{"zsh", "completions/_dayafter"},
	{"fish", "completions/dayafter.fish"},
	{"powershell", "completions/dayafter.ps1"},
}

// documents writes what every archive holds beside the program: the manual page,
// the completions, the readme, the changelog, the licence and the notices of all
// linked modules.
func (r *release) documents(ctx context.Context) error {
	for _, name := range []string{"LICENSE", "README.md", "CHANGELOG.md"} {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := r.write(name, string(text)); err != nil {
			return err
		}
	}
	generated := []struct {
		file string
		args []string
	}{
		{"man/dayafter.1", []string{"./cmd/dayafter", "man"}},
		{"NOTICES.txt", []string{"./cmd/licenses", "-notices"}},
	}
	for _, s := range shells {
		generated = append(generated, struct {
			file string
			args []string
		}{s.file, []string{"./cmd/dayafter", "completion", s.shell}})
	}
	for _, g := range generated {
		text, err := output(ctx, "go", append([]string{"run"}, g.args...)...)
		if err != nil {
			return err
		}
		if err := r.write(g.file, text+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// documentFiles returns the documents in the order in which archives hold them.
func documentFiles() []string {
	files := []string{"CHANGELOG.md", "LICENSE", "NOTICES.txt", "README.md"}
	for _, s := range shells {
		files = append(files, s.file)
	}
	return append(files, "man/dayafter.1")
}
