package archive

// The limits below keep a hostile input from harming the machine. Each lies far above the
// needs of a real export. The sizes are ours; the comments give the reasons.
const (
	// MaxFile limits the decompressed bytes of one file: a 100-hour GPX at 1 Hz
	// with extensions, indented, has about 155 MB.
	MaxFile = 192 << 20
	// MaxDepth limits how many archives may lie within each other: Garmin's
	// export holds zips, which may hold the zip of a single activity.
	MaxDepth = 4
	// maxMembers limits the members of one archive: a Garmin export of 15 years
	// has about 40,000. 70,000 empty members took 9 s.
	maxMembers = 50_000
	// maxDirectory limits the bytes of an archive's table of contents.
	maxDirectory = 32 << 20
	// maxLayers limits how often one file may be gzipped.
	maxLayers = 3
	// All members of one outermost archive together may inflate to at most maxInflateBase +
	// maxInflateRatio × its size. The texts of watches compress to a tenth at best. The base
	// leaves room for one file of MaxFile.
	maxInflateBase  = 256 << 20
	maxInflateRatio = 40
	// MaxInMemory limits the inner archives that are inflated to memory, all
	// together. A larger archive is streamed twice: first for its table of
	// contents, then for its members.
	MaxInMemory = 64 << 20
)
