/* Plays raw frames into the output side of v4l2loopback, over and over: the sender that a camera films.
 *   feed DEVICE FOURCC WIDTH HEIGHT FRAME_BYTES MILLISECONDS FILE [FRAMES]
 * After FRAMES frames it keeps the device open and shows nothing more: a camera that stalls. */
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(int count, char **said)
{
    if (count < 8) return 2;
    int device = open(said[1], O_RDWR), film = open(said[7], O_RDONLY);
    size_t bytes = atol(said[5]);
    char *frame = malloc(bytes);
    long most = count > 8 ? atol(said[8]) : -1;
    struct v4l2_format format;
    memset(&format, 0, sizeof format);
    format.type = V4L2_BUF_TYPE_VIDEO_OUTPUT;
    format.fmt.pix.pixelformat = v4l2_fourcc(said[2][0], said[2][1], said[2][2], said[2][3]);
    format.fmt.pix.width = atoi(said[3]);
    format.fmt.pix.height = atoi(said[4]);
    format.fmt.pix.sizeimage = bytes;
    format.fmt.pix.field = V4L2_FIELD_NONE;
    if (device < 0 || film < 0 || !frame || ioctl(device, VIDIOC_S_FMT, &format) < 0) {
        perror("feed");
        return 1;
    }
    for (long shown = 0; shown != most; shown++) {
        if (read(film, frame, bytes) != (ssize_t)bytes) {
            lseek(film, 0, SEEK_SET);
            if (read(film, frame, bytes) != (ssize_t)bytes) return 1;
        }
        if (write(device, frame, bytes) < 0) perror("feed");
        usleep(atol(said[6]) * 1000);
    }
    pause();
}
