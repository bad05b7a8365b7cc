//! Trying what must not work: a protection is believed when the kernel says no.

/// Something the signer never does and the system must refuse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// A network connection: socket(2).
    Socket,
    /// Another program: execve(2).
    Program,
    /// Another process's memory: ptrace(2).
    Trace,
    /// System calls through a ring that no filter sees: io_uring_setup(2).
    Ring,
    /// Memory that can be executed: mprotect(2), what a program that was taken over needs for more
    /// code than there is.
    Code,
    /// A system call under the number of another calling convention (x32 on x86-64).
    OtherNumbers,
}

impl Door {
    /// Every door.
    pub const ALL: [Self; 6] =
        [Self::Socket, Self::Program, Self::Trace, Self::Ring, Self::Code, Self::OtherNumbers];

    /// Tries it; true if the system says that it is not permitted. No function of libc's that opens
    /// such a door is linked, and the arguments are such that nothing happens where it stands open.
    pub fn is_shut(self) -> bool {
        const X32: libc::c_long = 0x4000_0000;
        // As wide as the call reads it: half of a pointer could be an address of ours.
        const NO: libc::c_long = -1;
        let number = match self {
            Self::Socket => libc::SYS_socket,
            Self::Program => libc::SYS_execve,
            Self::Trace => libc::SYS_ptrace,
            Self::Ring => libc::SYS_io_uring_setup,
            Self::Code => libc::SYS_mprotect,
            Self::OtherNumbers => libc::SYS_getpid | X32,
        };
        // SAFETY: no protocol, program, process, page or ring has the number -1, and no pointer does.
        let answer = unsafe { libc::syscall(number, NO, NO, NO, NO) };
        answer == -1 && std::io::Error::last_os_error().raw_os_error() == Some(libc::EPERM)
    }
}
