#!/usr/bin/env bash
# cluster.sh PROGRAM: a study on a real Slurm, started here: one controller and two node daemons on this machine, all in a
# folder of its own. As root. In the middle a task is told to stop as before its time limit; a node daemon is killed whose
# tasks live on unseen and hold their stores; a node is killed with all that runs on it. The joined tables must equal those
# of the study run at once. A cancelled study must stay cancelled.
set -u
czt=$(realpath "$1")
work=$(mktemp -d)
folder="$work/it's a \"研究\", 50%"
nodes=(czt${$}a czt${$}b)
export SLURM_CONF=$work/slurm.conf

fail() {
  echo "cluster: $*" >&2
  [ ! -e "$work/slurmctld.log" ] || tail -n 30 "$work/slurmctld.log" >&2
  tail -n 10 "$work"/*slurmd*.log "$folder"/*.log 2>/dev/null >&2
  exit 1
}

# The processes of a node's tasks, its daemon apart: of each the one of Slurm that watches it first.
tasks_of() {
  local environment process
  for environment in $(grep -lsz "^SLURMD_NODENAME=$1$" /proc/[0-9]*/environ); do
    process=${environment#/proc/}
    process=${process%/environ}
    ps -o ppid= -p "$process" | xargs -r ps -o pid=,comm= -p | sed -n 's/ *\([0-9]*\) slurmstepd/\1/p'
    echo "$process"
  done
}
signal_tasks() {
  local process
  for process in $(tasks_of "$2"); do kill -"$1" "$process" 2>/dev/null; done
}
daemon_of() { cat "$work/$1.pid" 2>/dev/null; }

end() {
  local code=$? daemon node
  trap - EXIT
  scancel --user=root --quiet 2>/dev/null
  for daemon in slurmctld "${nodes[@]}" munged; do
    [ ! -s "$work/$daemon.pid" ] || kill -KILL "$(daemon_of "$daemon")" 2>/dev/null
  done
  for node in "${nodes[@]}"; do signal_tasks KILL "$node"; done
  rm -rf "$work"
  exit $code
}
trap end EXIT
trap 'exit 130' INT TERM

# free_port: of this machine, and no other call's.
next_port=$((20000 + $$ % 20000))
free_port() {
  while (: <"/dev/tcp/127.0.0.1/$next_port") 2>/dev/null; do next_port=$((next_port + 1)); done
  port=$next_port
  next_port=$((next_port + 1))
}

configure() {
  local host node
  host=$(hostname -s)
  free_port
  mkdir -p "$work/state"
  cat >"$SLURM_CONF" <<CONF
ClusterName=czt
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket,cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU,CR_LLN
MpiDefault=none
SlurmdParameters=config_overrides
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd-%n.log
SlurmdTimeout=5
KillWait=10
InactiveLimit=0
ReturnToService=2
JobRequeue=1
SchedulerParameters=sched_interval=2
CONF
  for node in "${nodes[@]}"; do
    free_port
    mkdir -p "$work/spool-$node"
    echo "NodeName=$node NodeHostname=$host NodeAddr=127.0.0.1 Port=$port CPUs=4 State=UNKNOWN" >>"$SLURM_CONF"
  done
  echo "PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP" >>"$SLURM_CONF"
}

start_node() { slurmd -N "$1" || fail "slurmd -N $1 does not start"; }
start_cluster() {
  local node
  head -c 1024 /dev/urandom >"$work/munge.key"
  chmod 400 "$work/munge.key"
  munged --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge.seed" || fail "munged does not start"
  slurmctld || fail "slurmctld does not start"
  for node in "${nodes[@]}"; do start_node "$node"; done
  wait_until 60 nodes_are_idle
}
nodes_are_idle() { [ "$(sinfo --noheader --Node --format=%T 2>/dev/null | grep -c '^idle')" = 2 ]; }

# wait_until SECONDS CONDITION…
wait_until() {
  local seconds=$1 until
  shift
  until=$((SECONDS + seconds))
  until "$@"; do
    [ $SECONDS -lt $until ] || { squeue >&2; sinfo --Node >&2; fail "waited $seconds s in vain for: $*"; }
    sleep 0.3
  done
}
running() { squeue --noheader --states=RUNNING --nodelist="$1" --format=%i; }
runs_on() { [ -n "$(running "$1")" ] && pgrep -f "^$czt study run" >/dev/null && [ -n "$(tasks_of "$1")" ]; }
all_ended() { [ -z "$(squeue --noheader --format=%i)" ]; }
restarted() { ! scontrol --oneliner show job "$1" | grep -q 'Restarts=0 '; }
has_no_tasks() { [ -z "$(tasks_of "$1")" ]; }

write_study() {
  mkdir "$folder" && cd "$folder" || exit 1
  "$czt" init line >/dev/null || fail "czt init"
  cat >"my study.yaml" <<YAML
study: fares and people
scenario: line/line.yaml
vary:
  fare: {paths: [fares.per_km], from: 0.2 yuan, to: 0.6 yuan}
  people: {times: [demand.scale], from: 0.5, to: 1.5}
design: {kind: sobol, points: 64}
replications: ${REPLICATIONS:-100}
decide_on: [boardings, revenue]
YAML
  options=(--set "demand.scale*=20")
}

# submit STORE: sets array and merge, the jobs' numbers.
submit() {
  "$czt" study submit "my study.yaml" -o "$1" --tasks 4 --cpus 1 --partition all "${options[@]}" >submitted || fail "czt study submit"
  read -r array merge < <(sed -n 's/^job \([0-9]*\):.*/\1/p' submitted | paste -sd' ')
}

same_tables() {
  local name
  "$czt" study export whole.db -o whole --quiet || fail "export"
  "$czt" study export "$1" -o joined --quiet || fail "export of $1"
  for name in points estimates answers runs runs_long; do
    cmp "whole/$name.csv" "joined/$name.csv" || fail "$name.csv differs"
  done
}

for program in munged slurmctld slurmd sbatch; do
  command -v $program >/dev/null || fail "$program is missing (Debian: slurm-wlm, munge)"
done
[ "$(id -u)" = 0 ] || fail "to be run as root: node daemons need it"
configure
start_cluster
write_study
"$czt" study run "my study.yaml" -o whole.db "${options[@]}" --quiet >/dev/null || fail "czt study run"
echo "cluster: $(slurmd -V), 2 nodes; the study at once took $SECONDS s with the start"

submit "joined 中.db"
for node in "${nodes[@]}"; do wait_until 60 runs_on "$node"; done
sleep 1

read -r task < <(running "${nodes[1]}")
echo "cluster: task $task is told to stop, as before its time limit"
scancel --batch --signal=TERM "$task"
wait_until 60 restarted "$task"

read -r task < <(running "${nodes[0]}")
echo "cluster: the daemon of a node dies; its task $task lives on, halts and holds its store"
kill -KILL "$(daemon_of "${nodes[0]}")"
for process in $(tasks_of "${nodes[0]}"); do
  [ "$(readlink "/proc/$process/exe")" != "$czt" ] || kill -STOP "$process"
done
wait_until 90 restarted "$task"
wait_until 90 grep -q "in use by process" ./*.log
start_node "${nodes[0]}"
wait_until 60 has_no_tasks "${nodes[0]}"

wait_until 90 runs_on "${nodes[1]}"
read -r task < <(running "${nodes[1]}")
echo "cluster: the other node dies with its tasks, $task among them"
kill -KILL "$(daemon_of "${nodes[1]}")"
signal_tasks KILL "${nodes[1]}"
wait_until 90 restarted "$task"
start_node "${nodes[1]}"
wait_until 400 all_ended
[ -e "joined 中.db" ] || fail "nothing was joined"
grep -h "queued again" ./*.log
same_tables "joined 中.db"
echo "cluster: the same tables"

submit cancelled.db
wait_until 60 runs_on "${nodes[0]}"
sleep 1
scancel "$array" "$merge"
sleep 5
wait_until 60 all_ended
[ ! -e cancelled.db ] || fail "a cancelled study was joined"
echo "cluster: a cancelled study stays cancelled; all in $SECONDS s"
