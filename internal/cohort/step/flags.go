package step

import (
	"bytes"
	"fmt"
	"strconv"

	"dayafter/internal/disk"
)

// shardVariables are the environment variables in which batch schedulers give a
// worker the index of its shard: Slurm, Kubernetes and AWS Batch.
var shardVariables = []string{"SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"}

// ShardOf returns the shard of --shard, or the part of --shards that a batch scheduler
// gives in the environment.
func ShardOf(shard string, shards int, getenv func(string) string) (Shard, error) {
	switch {
	case shard != "" && shards != 0:
		return Shard{}, fmt.Errorf("--shard and --shards: give one of them")
	case shard != "":
		return ParseShard(shard)
	case shards == 0:
		return Shard{Of: 1}, nil
	}
	for _, name := range shardVariables {
		if index := getenv(name); index != "" {
			return ParseShard(index + "/" + strconv.Itoa(shards))
		}
	}
	return Shard{}, fmt.Errorf("--shards needs a batch scheduler that sets %v; else use --shard", shardVariables)
}

// leastKey is the fewest bytes of a key. Ours: shorter keys can be guessed.
const leastKey = 16

// ReadKey returns the key of a file; nil if path is empty.
func ReadKey(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	data, err := disk.Read(path, disk.TextLimit)
	if err != nil {
		return nil, err
	}
	key, _, _ := bytes.Cut(data, []byte("\n"))
	if key = bytes.TrimSpace(key); len(key) < leastKey {
		return nil, fmt.Errorf("%s: a key needs %d characters or more", path, leastKey)
	}
	return key, nil
}
