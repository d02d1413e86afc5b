package ingest

import "dayafter/internal/ingest/archive"

// The limits below keep a hostile input from harming the machine; package archive has the
// limits of archives. Each lies far above the needs of a real export. The sizes are ours;
// the comments give the reasons.
const (
	// maxFile limits the decompressed bytes of one input.
	maxFile = archive.MaxFile
	// maxBytesAhead limits the decompressed bytes that all workers hold together. A
	// larger input is read while no other input is.
	maxBytesAhead = 96 << 20
	// maxIndex limits a list of activities (CSV, JSON): 10 years are about 5 MB.
	maxIndex = 64 << 20
	// smallArchive limits the archives that a single worker reads. All workers share a
	// larger archive.
	smallArchive = 4 << 20
	// maxFetched is the longest compressed member of a streamed archive that is
	// fetched ahead of the workers.
	maxFetched = 4 << 20
	// maxBuffer is the largest buffer kept for the next input.
	maxBuffer = 8 << 20
	// headSize is the number of bytes that Sniff needs.
	headSize = archive.HeadSize
)
