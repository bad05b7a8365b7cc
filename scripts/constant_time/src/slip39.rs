//! The passphrase and the checksum of SLIP-39, the house's own files.

#[path = "../../../src/keys/shares/slip39/cipher.rs"]
pub mod cipher;
#[path = "driver.rs"]
pub mod driver;
#[path = "../../../src/keys/shares/slip39/rs1024.rs"]
pub mod rs1024;

#[derive(Clone, Copy)]
pub struct Set {
    pub identifier: u16,
    pub extendable: bool,
    pub exponent: u8,
}
