//! A row of places in which words are typed, one after the other: where the person is, what is there,
//! and how it looks. Which words may stand in it is the business of whoever has the row.

use zeroize::Zeroizing;

/// What stands for a word nobody asked to see.
const TAKEN: &str = "****";
/// What stands for letters of a word that is not taken yet.
const BEGUN: &str = "....";
/// What stands for nothing.
const EMPTY: &str = "____";

/// The place of one word.
pub(super) trait Place: Default {
    /// Whether no letter is there.
    fn is_empty(&self) -> bool;
    /// Whether its letters were taken for a word.
    fn is_taken(&self) -> bool;
    /// One more letter.
    fn push(&mut self, byte: u8);
    /// One letter back.
    fn rub_out(&mut self);
    /// Nothing is there any more.
    fn clear(&mut self);
}

/// The places, and the one that is typed at.
pub(super) struct Row<P> {
    places: Vec<P>,
    /// From 0; behind the last when all are full.
    at: usize,
}

impl<P: Place> Row<P> {
    /// So many empty places.
    pub(super) fn new(most: usize) -> Self {
        Self { places: (0..most).map(|_| P::default()).collect(), at: 0 }
    }

    /// The places, in their order.
    pub(super) fn places(&self) -> impl Iterator<Item = &P> {
        self.places.iter()
    }

    /// The same, to be changed.
    pub(super) fn places_mut(&mut self) -> impl Iterator<Item = &mut P> {
        self.places.iter_mut()
    }

    /// Where is typed, from 0.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The same as people count.
    pub(super) fn number(&self) -> usize {
        self.at.saturating_add(1)
    }

    /// The place typed at; `None` behind the last.
    pub(super) fn here(&self) -> Option<&P> {
        self.places.get(self.at)
    }

    /// The same, to be changed.
    pub(super) fn here_mut(&mut self) -> Option<&mut P> {
        self.places.get_mut(self.at)
    }

    /// How many places are filled, up to the last one that is.
    pub(super) fn count(&self) -> usize {
        self.places.iter().rposition(|place| !place.is_empty()).map_or(0, |last| last.saturating_add(1))
    }

    /// How many hold a word.
    pub(super) fn taken(&self) -> usize {
        self.places.iter().filter(|place| place.is_taken()).count()
    }

    /// The first of so many that holds no word, as people count.
    pub(super) fn missing(&self, count: usize) -> Option<usize> {
        let found = self.places.iter().take(count).position(|place| !place.is_taken());
        found.map(|index| index.saturating_add(1))
    }

    /// To a place, counted from 0, but never behind the first that is empty after all others.
    pub(super) fn go_to(&mut self, place: usize) {
        self.at = place.min(self.count()).min(self.places.len());
    }

    /// To the place people count so.
    pub(super) fn go_to_number(&mut self, number: usize) {
        self.at = number.saturating_sub(1);
    }

    /// Behind the last that is filled.
    pub(super) fn go_to_end(&mut self) {
        self.at = self.count();
    }

    /// On to the next.
    pub(super) fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// A letter back, or a word where no letter is.
    pub(super) fn back(&mut self) {
        match self.here_mut() {
            Some(place) if !place.is_empty() => place.rub_out(),
            _ => {
                self.at = self.at.saturating_sub(1);
                self.clear_here();
            }
        }
    }

    /// A letter; a word that stands there goes. Whether there is a place for it.
    pub(super) fn letter(&mut self, byte: u8) -> bool {
        let Some(place) = self.here_mut() else { return false };
        if place.is_taken() {
            place.clear();
        }
        place.push(byte);
        true
    }

    /// The word typed at goes.
    pub(super) fn clear_here(&mut self) {
        if let Some(place) = self.here_mut() {
            place.clear();
        }
    }

    /// Everything goes.
    pub(super) fn clear(&mut self) {
        self.places.iter_mut().for_each(P::clear);
        self.at = 0;
    }

    /// A place on the screen, in so many bytes at most; its letters, by `letters`, if the person asked to see
    /// them. Without them nothing says how many there are.
    pub(super) fn cell(
        &self,
        index: usize,
        room: usize,
        letters: Option<impl FnOnce(&P, &mut String)>,
    ) -> Zeroizing<String> {
        let mark = if index == self.at { '>' } else { ' ' };
        let mut cell = Zeroizing::new(String::with_capacity(room));
        cell.push_str(&format!("{mark}{:>2} ", index.saturating_add(1)));
        let Some(place) = self.places.get(index) else { return cell };
        match (place.is_empty(), letters) {
            (true, _) => cell.push_str(EMPTY),
            (false, Some(letters)) => {
                letters(place, &mut cell);
                cell.push_str(if place.is_taken() { "" } else { ".." });
            }
            (false, None) if place.is_taken() => cell.push_str(TAKEN),
            (false, None) => cell.push_str(BEGUN),
        }
        cell
    }
}
