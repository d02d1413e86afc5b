package ingest

// The caps below keep a hostile input from harming the machine. Each is far
// above what an honest export holds. The sizes are ours; the reasons are beside
// them.
const (
	// maxFile bounds the decompressed bytes of one input: a 100-hour GPX at 1 Hz
	// with extensions, indented, has about 155 MB.
	maxFile = 192 << 20
	// maxBytesAhead bounds the decompressed bytes that all workers hold together.
	// A larger input is read while no other is.
	maxBytesAhead = 96 << 20
	// maxIndex bounds a table (CSV, JSON) of an export: 10 years are about 5 MB.
	maxIndex = 64 << 20
	// maxMembers bounds the members of one archive: a Garmin export of 15 years
	// has about 40,000.
	maxMembers = 200_000
	// maxDirectory bounds the bytes of an archive's table of contents.
	maxDirectory = 32 << 20
	// maxDepth is how many archives may lie within each other: Garmin's export
	// holds zips, which may hold the zip of a single activity.
	maxDepth = 4
	// maxLayers is how often one input may be gzipped.
	maxLayers = 3
	// Together the members of one outermost archive may inflate to
	// maxInflateBase + maxInflateRatio × its size. Text of watches shrinks to a
	// tenth at best; the base leaves room for small archives.
	maxInflateBase  = 1 << 30
	maxInflateRatio = 40
	// smallArchive is read in memory by the worker that meets it; a larger one is
	// shared among all workers.
	smallArchive = 4 << 20
	// maxInMemory bounds the archives within archives that are inflated to memory,
	// all together; what is larger is streamed, once for its table of contents and
	// once for its members.
	maxInMemory = 64 << 20
	// maxFetched is the longest compressed member of a streamed archive that is
	// fetched ahead of the workers.
	maxFetched = 4 << 20
	// maxBuffer is the largest buffer kept for the next input.
	maxBuffer = 8 << 20
	// headSize is how much of an input Sniff needs.
	headSize = 4 << 10
)
