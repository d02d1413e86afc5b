package text

// colours holds the terminal's codes for classes. They are among the 8 basic colours, which
// every terminal shows in its own theme. Key runs and races have warm colours, recovery has
// a cool one.
var colours = map[string]string{
	"long": "35", "key": "31", "easy": "32", "recovery": "36", "failed": "31;1", "duplicate": "2", "not-activity": "2",
}

// paint returns the text in the colour of the given class, if the page has colours.
func (p Page) paint(text, word string) string {
	code, ok := colours[word]
	if !p.Colour || !ok {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
