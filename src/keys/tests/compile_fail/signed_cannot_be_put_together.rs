use coldframe_core::review::Digest;
use coldframe_keys::Signed;

fn main() {
    let _forged = Signed { payload: (), digest: Digest::new([0; 32]), signature_count: 1 };
}
