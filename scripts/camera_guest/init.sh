#!/bin/busybox sh
# What runs in the guest instead of an init: cameras are made, the program is asked to read from them, and each
# answer goes to the serial line, between "BEGIN name" and "END name code".
/bin/busybox mkdir -p /proc /sys /dev /run /tmp /etc
/bin/busybox --install -s /bin
export PATH=/bin TERM=linux HOME=/run
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
echo 'root:x:0:0::/:/bin/sh' >/etc/passwd
echo 'nobody:x:65534:65534::/:/bin/sh' >>/etc/passwd
exec </dev/null >/dev/ttyS0 2>&1
dmesg -n 1
cd /run
chmod 1777 /run /tmp
. /films/settings

# Runs a command with a limit of time; what it says is an answer.
asked() {
    local name=$1
    shift
    echo "BEGIN $name $(cut -d' ' -f1 /proc/uptime)"
    timeout -s INT 120 "$@"
    echo "END $name $? $(cut -d' ' -f1 /proc/uptime)"
}
modules() { for one in $(cat "/modules/$1"); do insmod "/modules/$one" $2 2>/dev/null || true; done; }
feed() { /bin/feed /dev/video0 "$@" & feeder=$!; sleep 1; }
stop() { kill $feeder; wait $feeder 2>/dev/null; }
program="/bin/coldframe --state /run/state"

asked none $program scan qr:
modules loop.list
insmod /modules/v4l2loopback.ko video_nr=0 exclusive_caps=1 card_label="Film"
sleep 1

for film in $films; do
    eval "feed \$${film}_feed /films/$film"
    [ $film != yuyv ] || asked cameras $program scan --cameras
    asked "scan-$film" $program scan qr: -o "/run/$film.psbt"
    sha256sum "/run/$film.psbt"
    stop
done
eval "feed \$yuyv_feed /films/yuyv"
asked review $program review qr:0 --json
chmod 600 /dev/video0
asked denied su nobody -s /bin/sh -c '/bin/coldframe scan qr:'
asked person openvt -c 1 -f -s -w -- sh -c "$program scan qr:0 -o /run/person.psbt; echo \$? >/run/person.code"
echo "person code $(cat /run/person.code)"
stop
eval "feed \$seed_feed /films/seed"
asked seed $program --network testnet4 seed check --seed qr:0
stop
eval "feed \$yuyv_feed /films/yuyv 3"
(echo "SCREEN stalled" && openvt -c 1 -f -s -w -- sh -c "$program scan qr:0 2>/run/stalled.log; echo \$? >/run/stalled.code")
cat /run/stalled.log; echo "stalled code $(cat /run/stalled.code)"
stop

# Another driver: it offers every format, adjusts what it is asked for, and can be pulled out.
modules vivid.list "n_devs=1 node_types=0x1 multiplanar=1 vid_cap_nr=2"
sleep 1
asked vivid-cameras $program scan --cameras
$program scan qr:2 >/run/gone.log 2>&1 &
first=$!
sleep 4
asked busy $program scan qr:2
echo vivid.0 >/sys/bus/platform/drivers/vivid/unbind
echo "BEGIN gone"
wait $first
code=$?
cat /run/gone.log
echo "END gone $code"
asked missing $program scan qr:9
asked other $program scan qr:/dev/null

echo "SCREEN show"
openvt -c 1 -f -s -- /bin/coldframe show /films/spend.psbt -o qr:
sleep 60
echo "DONE"
poweroff -f
