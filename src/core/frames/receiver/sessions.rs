//! Candidate messages side by side (attack E02: a forged first frame must not shut the honest
//! message out, and a flood of them must not push it out).

use super::collector::Collector;
use super::missing::Missing;
use super::series::{Numbered, Series};
use crate::frames::bbqr::SeriesId;
use crate::frames::error::FrameError;
use crate::frames::ur::FountainId;
use crate::frames::ur1::Ur1Id;
use crate::limits::{RECEIVER_BYTES_MAX, RECEIVER_SESSIONS_MAX};

/// What tells one message from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A fountain.
    Fountain(FountainId),
    /// A BBQr series.
    Series(SeriesId),
    /// A text in so many pieces.
    Pieces(u16),
    /// A UR of the first version.
    Legacy(Ur1Id),
}

/// The parts of one message.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// A fountain.
    Fountain(Collector),
    /// A BBQr series.
    Series(Series),
    /// A text in pieces, whatever the text.
    Pieces(Numbered),
}

/// At most [`RECEIVER_SESSIONS_MAX`] messages in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sessions {
    /// The most recently useful one last.
    list: Vec<Session>,
    /// Frames of messages given up.
    given_up: u64,
    /// Whether the last frame made a message whole: then all that is left is foreign.
    is_done: bool,
}

impl Sessions {
    /// Lets `work` add a frame to the message `key`; it is over when `work` returns something.
    pub(crate) fn with<T>(
        &mut self,
        key: Key,
        work: impl FnOnce(&mut Content) -> Result<Option<T>, FrameError>,
    ) -> Result<Option<T>, FrameError> {
        let place = self.list.iter().position(|session| session.key == key);
        let mut session = match place {
            Some(place) => self.list.remove(place),
            None => Session { key, content: Content::new(key), frames: 0, farthest: 0 },
        };
        let before = session.content.have();
        let done = work(&mut session.content);
        if done.is_ok() {
            session.frames += 1;
        }
        self.is_done = matches!(done, Ok(Some(_)));
        if self.is_done {
            return done;
        }
        if place.is_none() {
            self.make_room();
        }
        let useful = session.content.have() > before;
        session.farthest = session.farthest.max(session.content.have());
        match place {
            Some(place) if !useful => self.list.insert(place, session),
            _ => self.list.push(session),
        }
        self.keep_small(RECEIVER_BYTES_MAX);
        done
    }

    /// Bytes that all messages in the making take, about.
    pub(crate) fn stored_bytes(&self) -> usize {
        self.list.iter().map(|session| session.content.stored_bytes()).sum()
    }

    /// Messages in the making.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// The message that is farthest.
    pub(crate) fn best(&self) -> Option<&Content> {
        self.best_session().map(|session| &session.content)
    }

    /// Frames taken for other messages than the best.
    pub(crate) fn foreign_frames(&self) -> u64 {
        let all: u64 = self.list.iter().map(|session| session.frames).sum();
        let best = self.best_session().filter(|_| !self.is_done);
        self.given_up + all - best.map_or(0, |session| session.frames)
    }

    fn best_session(&self) -> Option<&Session> {
        self.list.iter().max_by_key(|session| session.content.have())
    }

    /// Single frames compete among themselves: a message with two parts or more gives way only
    /// when all have as many, and then the least recently useful one.
    fn make_room(&mut self) {
        if self.list.len() < RECEIVER_SESSIONS_MAX {
            return;
        }
        let single = self.list.iter().position(|session| session.farthest <= 1);
        self.given_up += self.list.remove(single.unwrap_or(0)).frames;
    }

    /// Forged messages may each be as long as any (attack E01): the one that takes most room gives
    /// way, never the one that is farthest.
    fn keep_small(&mut self, limit: usize) {
        while self.list.len() > 1 && self.stored_bytes() > limit {
            let farthest = self.list.iter().map(|session| session.content.have()).max();
            let others = self.list.iter().enumerate().rev();
            let others = others.filter(|(_, session)| Some(session.content.have()) != farthest);
            let largest = others.max_by_key(|(_, session)| session.content.stored_bytes());
            let place = largest.map_or(0, |(place, _)| place);
            self.given_up += self.list.remove(place).frames;
        }
    }
}

impl Content {
    fn new(key: Key) -> Self {
        match key {
            Key::Fountain(id) => Self::Fountain(Collector::new(id)),
            Key::Series(id) => Self::Series(Series::new(id)),
            Key::Pieces(count) | Key::Legacy(Ur1Id { count, .. }) => Self::Pieces(Numbered::new(count)),
        }
    }

    /// Independent parts so far.
    pub(crate) fn have(&self) -> usize {
        match self {
            Self::Fountain(collector) => collector.rank(),
            Self::Series(series) => series.have(),
            Self::Pieces(pieces) => pieces.have(),
        }
    }

    /// Bytes it takes, about; at most [`crate::limits::SESSION_BYTES_MAX`].
    pub(crate) fn stored_bytes(&self) -> usize {
        match self {
            Self::Fountain(collector) => collector.stored_bytes(),
            Self::Series(series) => series.stored_bytes(),
            Self::Pieces(pieces) => pieces.stored_bytes(),
        }
    }

    /// Parts it takes.
    pub(crate) fn need(&self) -> usize {
        match self {
            Self::Fountain(collector) => collector.need(),
            Self::Series(series) => series.need(),
            Self::Pieces(pieces) => pieces.need(),
        }
    }

    /// Whether numbered frames deny each other, so that neither message can be put together.
    pub(crate) fn is_disputed(&self) -> bool {
        match self {
            Self::Fountain(_) => false,
            Self::Series(series) => series.is_disputed(),
            Self::Pieces(pieces) => pieces.is_disputed(),
        }
    }

    /// The first of the parts still missing; none for a fountain.
    pub(crate) fn missing_first(&self) -> Missing {
        let count = self.need().saturating_sub(self.have());
        match self {
            Self::Fountain(_) => Missing::default(),
            Self::Series(series) => Missing::of(series.missing().into_iter(), count),
            Self::Pieces(pieces) => Missing::of(pieces.missing().into_iter(), count),
        }
    }

    /// Numbers of the parts still missing, from 1; `None` for a fountain.
    pub(crate) fn missing(&self) -> Option<Vec<u32>> {
        match self {
            Self::Fountain(_) => None,
            Self::Series(series) => Some(series.missing()),
            Self::Pieces(pieces) => Some(pieces.missing()),
        }
    }
}

#[derive(Clone, Debug)]
struct Session {
    key: Key,
    content: Content,
    frames: u64,
    /// Most parts it ever had: a forged part that made it begin again must not make it weak too.
    farthest: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `frames` pieces of a text in so many.
    fn feed(sessions: &mut Sessions, count: u16, frames: u16, bytes: usize) {
        for index in 0..frames {
            let body = vec![7; bytes];
            let done = sessions.with(Key::Pieces(count), |content| match content {
                Content::Pieces(pieces) => pieces.receive(index, &body).map(|()| None::<()>),
                _ => Ok(None),
            });
            assert_eq!(done, Ok(None));
        }
    }

    #[test]
    fn atk_e01_forged_messages_beyond_the_room_are_given_up_and_counted_and_the_farthest_never() {
        let mut sessions = Sessions::default();
        feed(&mut sessions, 100, 50, 100);
        feed(&mut sessions, 90, 40, 1_000);
        feed(&mut sessions, 80, 3, 100);
        let all = sessions.stored_bytes();
        sessions.keep_small(all);
        assert_eq!(sessions.count(), 3);
        sessions.keep_small(all - 1);
        assert_eq!(
            sessions.list.iter().map(|session| session.key).collect::<Vec<_>>(),
            [Key::Pieces(100), Key::Pieces(80)]
        );
        assert_eq!(sessions.foreign_frames(), 43);
        sessions.keep_small(0);
        assert_eq!(sessions.best().map(Content::have), Some(50));
    }
}
