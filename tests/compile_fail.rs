//! A wrong order does not compile. Each file of `compile_fail/` is one such mistake, beside it what the compiler says.

#[test]
fn a_wrong_order_of_review_consent_and_signing_does_not_compile() {
    let mistakes = trybuild::TestCases::new();
    mistakes.compile_fail("../../tests/compile_fail/*.rs");
}
