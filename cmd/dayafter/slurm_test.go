//go:build linux

package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// slurmConf configures two nodes on this host. A node that is silent for ten seconds is
// down, and its jobs wait cred_expire before they start again. Only jobs that ask for it
// are put back into the queue.
const slurmConf = `ClusterName=dayafter
SlurmctldHost=%[2]s(127.0.0.1)
SlurmctldPort=%[3]d
AuthType=auth/none
AuthInfo=cred_expire=5
CredType=cred/none
SlurmUser=root
SlurmdUser=root
StateSaveLocation=%[1]s/state
SlurmdSpoolDir=%[1]s/spool-%%n
SlurmctldPidFile=%[1]s/slurmctld.pid
SlurmdPidFile=%[1]s/slurmd-%%n.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SwitchType=switch/none
SlurmdParameters=config_overrides
SlurmctldTimeout=10
SlurmdTimeout=10
JobRequeue=0
SchedulerParameters=sched_interval=2,kill_invalid_depend
NodeName=n1 NodeHostname=%[2]s NodeAddr=127.0.0.1 Port=%[4]d CPUs=1
NodeName=n2 NodeHostname=%[2]s NodeAddr=127.0.0.1 Port=%[5]d CPUs=1
PartitionName=all Nodes=n1,n2 Default=YES State=UP
`

// cgroupConf keeps slurmd from asking systemd for a scope.
const cgroupConf = "CgroupPlugin=cgroup/v1\nCgroupAutomount=no\nIgnoreSystemd=yes\n"

// slurm runs slurmctld and the slurmd of the nodes n1 and n2 on this host.
type slurm struct {
	dir, conf string
	daemons   map[string]*exec.Cmd
}

// startSlurm starts a cluster in a folder and returns after both nodes report.
func startSlurm(t *testing.T, dir string) *slurm {
	t.Helper()
	s := &slurm{dir: dir, conf: filepath.Join(dir, "slurm.conf"), daemons: map[string]*exec.Cmd{}}
	for _, name := range []string{"state", "spool-n1", "spool-n2"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	name, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	host, _, _ := strings.Cut(name, ".")
	ports := freePorts(t, 3)
	s.write(t, "slurm.conf", fmt.Sprintf(slurmConf, dir, host, ports[0], ports[1], ports[2]))
	s.write(t, "cgroup.conf", cgroupConf)
	t.Cleanup(s.stop)
	s.start(t, "slurmctld", "-D")
	s.start(t, "slurmd", "-D", "-N", "n1")
	s.start(t, "slurmd", "-D", "-N", "n2")
	s.await(t, 30*time.Second, "two idle nodes", func() bool {
		out, _ := s.command("sinfo", "-h", "-N", "-t", "idle", "-o", "%N").Output()
		return string(out) == "n1\nn2\n"
	})
	return s
}

// freePorts returns n ports of the loopback address that nothing uses.
func freePorts(t *testing.T, n int) []int {
	t.Helper()
	var ports []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

func (s *slurm) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// command returns a command that talks to this cluster.
func (s *slurm) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "SLURM_CONF="+s.conf)
	return cmd
}

// start starts a daemon; its last argument names it.
func (s *slurm) start(t *testing.T, name string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		path = filepath.Join("/usr/sbin", name)
	}
	cmd := s.command(path, args...)
	log, err := os.Create(filepath.Join(s.dir, name+args[len(args)-1]+".log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.daemons[args[len(args)-1]] = cmd
}

// await polls until a condition holds, and fails the test after a time limit.
func (s *slurm) await(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			queue, _ := s.command("squeue").CombinedOutput()
			t.Fatalf("no %s after %v; the queue:\n%s\n%s", what, limit, queue, s.logs())
		}
	}
}

func (s *slurm) logs() string {
	var text strings.Builder
	files, _ := filepath.Glob(filepath.Join(s.dir, "*.log"))
	outputs, _ := filepath.Glob(filepath.Join(s.dir, "slurm-*.out"))
	for _, f := range append(files, outputs...) {
		data, _ := os.ReadFile(f)
		fmt.Fprintf(&text, "== %s\n%s", filepath.Base(f), data[max(0, len(data)-2000):])
	}
	return text.String()
}

// stop kills the daemons.
func (s *slurm) stop() {
	for _, d := range s.daemons {
		_ = d.Process.Kill()
		_ = d.Wait()
	}
}

// fail kills the slurmd of a node, then the live workers of the node. It returns the
// array task of the last worker.
func (s *slurm) fail(t *testing.T, node string, e *engine) string {
	t.Helper()
	d := s.daemons[node]
	if err := d.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = d.Wait()
	delete(s.daemons, node)
	task := ""
	for _, w := range e.workersOn(node) {
		line := e.current(w.args, w.pid)
		task = environmentOf(w.pid, "SLURM_ARRAY_JOB_ID") + "_" + environmentOf(w.pid, "SLURM_ARRAY_TASK_ID")
		if err := w.killWithStep(); err != nil {
			t.Fatalf("worker %d of node %s ended before the kill: %v", w.pid, node, err)
		}
		t.Logf("killed the slurmd of %s and worker %d, which read line %d as task %s", node, w.pid, line, task)
	}
	return task
}

// killWithStep kills the slurmstepd above a worker, so that nothing reports the end of
// the worker, and then the worker.
func (w worker) killWithStep() error {
	parent := parentOf(w.pid)
	if parent < 2 {
		return syscall.ESRCH
	}
	if err := syscall.Kill(parent, syscall.SIGKILL); err != nil {
		return err
	}
	return syscall.Kill(w.pid, syscall.SIGKILL)
}

// workersOn returns the live workers of extract on a node that are reading a line.
func (e *engine) workersOn(node string) []worker {
	return slices.DeleteFunc(e.workers("extract"), func(w worker) bool {
		return environmentOf(w.pid, "SLURMD_NODENAME") != node || e.current(w.args, w.pid) < 0
	})
}

// parentOf returns the parent of a process; 0 if the process has ended.
func parentOf(pid int) int {
	parent := 0
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if m := regexp.MustCompile(`(?m)^PPid:\s+(\d+)$`).FindSubmatch(status); m != nil {
		_, _ = fmt.Sscan(string(m[1]), &parent)
	}
	return parent
}

// Slurm finishes a cohort after one of two nodes dies, and makes the same rows as a single
// process.
func TestSlurmWithKilledNode(t *testing.T) {
	if os.Getenv("DAYAFTER_SLURM") != "1" {
		t.Skip("starts a Slurm cluster for a minute; make slurm sets DAYAFTER_SLURM=1")
	}
	jobs, err := filepath.Abs("../../fixtures/jobs/slurm.sh")
	if err != nil {
		t.Fatal(err)
	}
	e := newEngine(t, 12, thisProgram)
	t.Cleanup(func() { // only a failed test leaves workers
		for _, w := range append(e.workers("extract"), e.workers("judge")...) {
			_ = w.killWithStep()
		}
	})
	s := startSlurm(t, e.dir)
	began := time.Now()
	submit := s.command("sh", jobs, e.manifest, e.at("store"), e.at("tables"), "4")
	submit.Env = append(submit.Env, "DAYAFTER="+e.bin)
	if out, err := submit.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s.await(t, time.Minute, "worker on n1", func() bool { return len(e.workersOn("n1")) > 0 })
	task := s.fail(t, "n1", e)
	if task == "" {
		t.Fatal("no live worker was killed")
	}
	s.await(t, 4*time.Minute, "empty queue", func() bool {
		out, err := s.command("squeue", "-h").Output()
		return err == nil && len(out) == 0
	})
	t.Logf("the queue was empty %v after the first job", time.Since(began).Round(time.Second))
	job, err := s.command("scontrol", "-o", "show", "job", task).CombinedOutput()
	for _, want := range []string{"Restarts=1", "JobState=COMPLETED", "NodeList=n2"} {
		if err != nil || !strings.Contains(string(job), want) {
			t.Errorf("task %s: %v, want %s: %s", task, err, want, job)
		}
	}
	if _, err := os.Stat(filepath.Join(e.at("tables"), "cohort.json")); err != nil {
		t.Error(err)
	}
	if got := e.rows(t, e.at("tables")); !slices.Equal(got, e.want) {
		t.Errorf("%d rows, want the %d rows of one process", len(got), len(e.want))
	}
	t.Logf("%d rows, as from one process", len(e.want))
}
