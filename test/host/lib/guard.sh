# Runs the program given as arguments. When whoever started this is gone, however it went, file 3 is
# closed and the whole process group is killed: a busy extension host would outlive a gentler way.
"$@" 3<&- &
server=$!
# Must not keep the server's output open, or its reader would never see the end of it.
(cat <&3; kill -s KILL -- -$$) >/dev/null 2>&1 &
trap 'kill $server' TERM INT
wait $server
code=$?
trap - TERM INT
# A trapped signal ends `wait` before the server has ended.
[ $code -gt 128 ] && wait $server
exit $code
