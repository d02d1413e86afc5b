package xlsx

// Sheets returns the names of the runner's own sheets that are carried over.
func (k *Kept) Sheets() []string {
	names := make([]string, len(k.sheets))
	for i, s := range k.sheets {
		names[i] = s.name
	}
	return names
}
