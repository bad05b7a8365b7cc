//! Focus, exposure and gain, where a camera offers them.

use linuxvideo::Device;
use linuxvideo::controls::{Cid, ControlFlags};

/// Most settings of a camera looked at.
const CONTROLS_MAX: usize = 256;

/// The camera's own measuring for light (`V4L2_EXPOSURE_APERTURE_PRIORITY`, what USB cameras have).
const EXPOSURE_OF_CAMERA: i32 = 3;
/// The same for the others (`V4L2_EXPOSURE_AUTO`).
const EXPOSURE_AUTO: i32 = 0;

/// What is set, in this order; a later value is tried where the camera refuses an earlier one. The frame
/// rate stays in the dark: a screen is bright enough, and slow frames show two pictures at once.
const SETTINGS: [(Cid, &[i32]); 4] = [
    (Cid::FOCUS_AUTO, &[1]),
    (Cid::EXPOSURE_AUTO, &[EXPOSURE_OF_CAMERA, EXPOSURE_AUTO]),
    (Cid::EXPOSURE_AUTO_PRIORITY, &[0]),
    (Cid::AUTOGAIN, &[1]),
];

/// Sets what the camera offers; what it refuses stays as it was.
pub(super) fn set(device: &mut Device) {
    let offered: Vec<Cid> = device
        .controls()
        .take(CONTROLS_MAX)
        .map_while(Result::ok)
        .filter(|control| !control.flags().intersects(ControlFlags::READ_ONLY | ControlFlags::DISABLED))
        .map(|control| control.id())
        .collect();
    for (control, values) in SETTINGS {
        if offered.contains(&control) {
            let _ = values.iter().any(|value| device.write_control_raw(control, *value).is_ok());
        }
    }
}
