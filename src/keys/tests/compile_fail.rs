//! What must not compile: a secret that can be copied, printed, compared or written out.

#[test]
fn atk_g06_a_secret_cannot_be_copied_printed_compared_or_written_out() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
