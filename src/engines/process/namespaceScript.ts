/**
 * What `sh` does inside the new namespaces before it becomes the program. Constant: everything comes as positional parameters, in
 * triples that `run` ends, so no path is ever read as shell text. File descriptor 3 takes the outer process id, then complaints, then
 * `ready`; it is closed before the program starts.
 *
 * `table` names a file of all that `bind` would mount one by one: one process does it in about the time of one mount. `rbind` is not
 * in the file, for then `mount` would leave out what seems to be mounted already, though it may be covered. Should it fail, the first
 * `bind` shows the machine's root again and so covers what was half done.
 *
 * $1 root · $2 host name · $3 `loopback` to bring that up · $4 working folder · $5 the program's PATH · then triples, `run`, the program
 */
export const namespaceScript = `
set -e
exec 4>&2 2>&3
read -r pid rest </proc/self/stat
echo "pid $pid" >&3
PATH=/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin
root=$1 host=$2 loopback=$3 workdir=$4 path=$5 bound=
shift 5
while [ "$1" != run ]; do
  case $1 in
    table) ! mount -n -a -o rbind -T "$2" >/dev/null 2>&1 || bound=all ;;
    bind) [ "$bound" = all ] || mount -n --rbind "$2" "$root$3" ;;
    options) mount -n -o "$2" "$root$3" ;;
    shm) [ ! -d "$root$3" ] || mount -n -t tmpfs -o "$2" shm "$root$3" ;;
    proc) mount -n -t proc proc "$root$3" 2>/dev/null || : ;;
  esac
  shift 3
done
shift
{ echo "$host" >/proc/sys/kernel/hostname || hostname "$host"; } 2>/dev/null || :
if [ "$loopback" = loopback ]; then ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || :; fi
cd "$root"
pivot_root . .
umount -n -l .
cd "$workdir"
PATH=$path
export PATH
unset OLDPWD PWD SHLVL
echo ready >&3
exec 2>&4 3>&- 4>&-
exec "$@"
`;

/** Variables of the script itself: a program that is given one of these names would find the script's value in it. */
export const scriptVariables: ReadonlySet<string> = new Set([
  'pid',
  'rest',
  'root',
  'host',
  'loopback',
  'workdir',
  'path',
  'bound',
]);
