//! The server: a process that forks a worker for each job, ends it when told, and says how it ended.

use super::job::Work;
use super::line::Line;
use crate::sandbox;
use coldframe_memory::fork;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;

/// Begin a job.
pub(super) const BEGIN: u8 = b'j';
/// End the job, if it has not ended by itself.
pub(super) const STOP: u8 = b'k';

/// How a worker ended, in two bytes: what kind of end, and the number of it.
pub(super) type Ended = [u8; 2];
/// First byte of [`Ended`]: by itself; a number follows.
pub(super) const EXITED: u8 = 0;
/// First byte of [`Ended`]: by a signal; its number follows.
pub(super) const SIGNALLED: u8 = 1;

/// The ends of the pipes that the server keeps; `data` and `payloads` are for its workers only.
struct Server {
    control: PipeReader,
    ended: PipeWriter,
    data: PipeReader,
    payloads: PipeWriter,
    work: Work,
    cameras: Vec<PathBuf>,
}

/// Forks the server, whose workers do this work and can open these cameras.
pub(super) fn start(work: Work, cameras: &[PathBuf]) -> io::Result<Line> {
    sandbox::prepare();
    let (control_reader, control) = io::pipe()?;
    let (ended, ended_writer) = io::pipe()?;
    let (data_reader, data) = io::pipe()?;
    let (payloads, payloads_writer) = io::pipe()?;
    let server = Server {
        control: control_reader,
        ended: ended_writer,
        data: data_reader,
        payloads: payloads_writer,
        work,
        cameras: cameras.to_vec(),
    };
    let keep = [server.control.as_fd(), server.ended.as_fd(), server.data.as_fd(), server.payloads.as_fd()];
    let spill = server.data.try_clone()?;
    fork::child(&keep, || server.serve())?;
    Line::new(control, ended, data, spill, payloads)
}

impl Server {
    /// Until the parent is gone.
    fn serve(&self) -> u8 {
        // Foreign bytes make decoders panic; nobody is to hear of it from here.
        std::panic::set_hook(Box::new(|_| {}));
        // Off the terminal: what is typed there ends the program, which ends us.
        let _ = rustix::process::setsid();
        sandbox::shut_files(&self.cameras);
        loop {
            match self.command() {
                Some(BEGIN) => {
                    let ended = self.job().unwrap_or([SIGNALLED, 0]);
                    if (&self.ended).write_all(&ended).is_err() {
                        return 0;
                    }
                }
                // A stop that came after its job had ended.
                Some(_) => {}
                None => return 0,
            }
        }
    }

    fn command(&self) -> Option<u8> {
        let mut byte = [0];
        (&self.control).read_exact(&mut byte).ok().map(|()| byte[0])
    }

    fn job(&self) -> io::Result<Ended> {
        // Nothing is ever written to it: its other end is closed when the worker is gone.
        let (life, alive) = io::pipe()?;
        let keep = [self.data.as_fd(), self.payloads.as_fd(), alive.as_fd()];
        let worker = fork::child(&keep, || match (self.data.try_clone(), self.payloads.try_clone()) {
            (Ok(data), Ok(payloads)) => (self.work)(data, payloads),
            _ => 1,
        })?;
        drop(alive);
        ended(worker, &life, &self.control)
    }
}

/// How a worker ended that seems to have ended, or has to now.
fn ended(worker: Pid, life: &PipeReader, control: &PipeReader) -> io::Result<Ended> {
    wait_for_either(life, control);
    // Also one that seems to have ended: a worker that was taken over can close its end of `life`
    // and stay, and whoever waits for it then waits for ever. What has ended is past being killed.
    let _ = kill_process(worker, Signal::KILL);
    how_it_ended(worker)
}

/// Waits for the end of a worker, a command, or the end of the parent.
fn wait_for_either(life: &PipeReader, control: &PipeReader) {
    let mut watched = [PollFd::new(life, PollFlags::IN), PollFd::new(control, PollFlags::IN)];
    while matches!(poll(&mut watched, None), Err(rustix::io::Errno::INTR)) {}
}

fn how_it_ended(worker: Pid) -> io::Result<Ended> {
    loop {
        match waitpid(Some(worker), WaitOptions::empty()) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(error.into()),
            Ok(None) => continue,
            Ok(Some((_, status))) => {
                let byte = |number: i32| u8::try_from(number).unwrap_or(u8::MAX);
                return Ok(match (status.exit_status(), status.terminating_signal()) {
                    (Some(number), _) => [EXITED, byte(number)],
                    (None, signal) => [SIGNALLED, byte(signal.unwrap_or(0))],
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn atk_e05_a_worker_that_only_seems_to_have_ended_is_ended() {
        let (reader, _data) = io::pipe().unwrap();
        let (control, _command) = io::pipe().unwrap();
        // It has given its end of `life` away, and reads what never comes.
        let (life, alive) = io::pipe().unwrap();
        drop(alive);
        let keep = [reader.as_fd()];
        let worker = fork::child(&keep, || u8::from((&reader).read_exact(&mut [0]).is_ok())).unwrap();
        assert_eq!(ended(worker, &life, &control).unwrap(), [SIGNALLED, 9]);
    }
}
