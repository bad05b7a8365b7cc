//! The inventory as a file: canonical JSON, read strictly.

use super::{
    CopyRecord, Day, Format, GroupRecord, Inventory, InventoryError, Label, Medium, Recipient, Rehearsal,
    Revocation, SetKey, SetRecord,
};
use crate::limits::{INVENTORY_BYTES_MAX, INVENTORY_COPIES_MAX, INVENTORY_SETS_MAX, VAULT_RECIPIENTS_MAX};
use crate::shares::{Holds, Scheme, SetId};
use serde_json::{Map, Value, json};

/// Name and version of the schema.
const SCHEMA: &str = "inventory/1";

impl Inventory {
    /// Reads a file.
    ///
    /// # Errors
    /// [`InventoryError`]: which set or copy is not one. A field this version does not know is refused, so
    /// that nothing is lost when the file is written again.
    pub fn parse(file: &[u8]) -> Result<Self, InventoryError> {
        if file.len() > INVENTORY_BYTES_MAX {
            return Err(InventoryError::TooLong { limit: INVENTORY_BYTES_MAX });
        }
        let value: Value = serde_json::from_slice(file).map_err(|_| InventoryError::Format)?;
        let read = |value| {
            let mut fields = Fields::of(value)?;
            let is_ours = fields.take("schema")?.as_str() == Some(SCHEMA);
            let sets = fields.take("sets")?.as_array().cloned()?;
            (is_ours && fields.is_empty()).then_some(sets)
        };
        let sets = read(&value).ok_or(InventoryError::Format)?;
        if sets.len() > INVENTORY_SETS_MAX {
            return Err(InventoryError::TooManySets { limit: INVENTORY_SETS_MAX });
        }
        let mut inventory = Self::default();
        for (number, set) in (1..).zip(&sets) {
            inventory.add(self::set(set, number)?)?;
        }
        Ok(inventory)
    }

    /// The file: keys sorted by their bytes, no white space, one line feed at the end.
    pub fn to_bytes(&self) -> Vec<u8> {
        format!("{}\n", sorted(&self.json())).into_bytes()
    }

    /// The same for a script.
    pub fn json(&self) -> Value {
        json!({ "schema": SCHEMA, "sets": self.sets.iter().map(set_json).collect::<Vec<_>>() })
    }
}

/// Keys sorted, whatever order the library keeps them in.
fn sorted(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let sorted: std::collections::BTreeMap<_, _> = fields.iter().collect();
            let fields = sorted
                .iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), sorted_value(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(sorted).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}

fn sorted_value(value: &&Value) -> String {
    sorted(value)
}

fn set_json(set: &SetRecord) -> Value {
    let groups = set.groups.iter().map(|group| json!({ "need": group.need, "of": group.of }));
    let mut fields = json!({
        "scheme": set.key.scheme.name(),
        "fingerprint": set.key.fingerprint.to_string(),
        "made": set.key.made.to_string(),
        "holds": set.holds.name(),
        "group_need": set.group_need,
        "groups": groups.collect::<Vec<_>>(),
        "shares": set.copies.iter().map(copy_json).collect::<Vec<_>>(),
    });
    let mut put = |name: &str, value: Option<Value>| {
        if let (Some(fields), Some(value)) = (fields.as_object_mut(), value) {
            fields.insert(name.to_owned(), value);
        }
    };
    put("id", set.key.id.map(|id| id.as_str().into()));
    put("label", set.label.as_ref().map(|label| label.as_str().into()));
    put(
        "rehearsed",
        set.rehearsed
            .map(|done| json!({ "on": done.on.to_string(), "proven": done.proven, "quorums": done.quorums })),
    );
    put(
        "revoked",
        set.revoked.map(|end| match end.replaced_by {
            Some(id) => json!({ "on": end.on.to_string(), "replaced_by": id.as_str() }),
            None => json!({ "on": end.on.to_string() }),
        }),
    );
    fields
}

fn copy_json(copy: &CopyRecord) -> Value {
    let mut fields = json!({
        "group": copy.group,
        "member": copy.member,
        "format": copy.format.name(),
        "medium": copy.medium.name(),
        "made": copy.made.to_string(),
    });
    let mut put = |name: &str, value: Option<Value>| {
        if let (Some(fields), Some(value)) = (fields.as_object_mut(), value) {
            fields.insert(name.to_owned(), value);
        }
    };
    let keys: Vec<_> = copy.sealed_to.iter().map(|key| Value::from(key.as_str())).collect();
    put("holder", copy.holder.as_ref().map(|label| label.as_str().into()));
    put("place", copy.place.as_ref().map(|label| label.as_str().into()));
    put("sealed_to", (!keys.is_empty()).then(|| keys.into()));
    put("checked", copy.checked.map(|day| day.to_string().into()));
    put("destroyed", copy.destroyed.map(|day| day.to_string().into()));
    fields
}

/// The fields of an object, each taken once.
struct Fields(Map<String, Value>);

impl Fields {
    fn of(value: &Value) -> Option<Self> {
        value.as_object().cloned().map(Self)
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn read<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        read(self.take(name)?.as_str()?)
    }

    /// `Some(None)` where there is no such field, `None` where it is wrong.
    fn maybe<T>(&mut self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<Option<T>> {
        match self.take(name) {
            Some(value) => read(&value).map(Some),
            None => Some(None),
        }
    }

    fn small(&mut self, name: &str) -> Option<u8> {
        u8::try_from(self.take(name)?.as_u64()?).ok()
    }
}

fn set(value: &Value, number: usize) -> Result<SetRecord, InventoryError> {
    let bad = InventoryError::Set { set: number };
    let mut fields = Fields::of(value).ok_or(bad)?;
    let copies = fields.take("shares").and_then(|shares| shares.as_array().cloned()).ok_or(bad)?;
    let mut set = set_fields(&mut fields).filter(|_| fields.is_empty()).ok_or(bad)?;
    if copies.len() > INVENTORY_COPIES_MAX {
        return Err(InventoryError::TooManyCopies { limit: INVENTORY_COPIES_MAX });
    }
    for (place, value) in (1..).zip(&copies) {
        let wrong = InventoryError::Copy { set: number, copy: place };
        set.copies.push(copy(value).filter(|copy| set.has_share(copy.group, copy.member)).ok_or(wrong)?);
    }
    Ok(set)
}

fn set_fields(fields: &mut Fields) -> Option<SetRecord> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let key = SetKey {
        scheme: fields.read("scheme", Scheme::named)?,
        id: fields.maybe("id", |id| id_of(&text(id)?))?,
        fingerprint: fields.read("fingerprint", |digits| {
            let plain = digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            plain.then(|| digits.parse().ok())?
        })?,
        made: fields.read("made", Day::parse)?,
    };
    let holds = fields.read("holds", Holds::named)?;
    let label = fields.maybe("label", |label| exact(&text(label)?))?;
    let group_need = fields.small("group_need")?;
    let groups = fields.take("groups")?;
    let groups = groups.as_array()?.iter().map(group).collect::<Option<Vec<_>>>()?;
    let rehearsed = fields.maybe("rehearsed", rehearsal)?;
    let revoked = fields.maybe("revoked", revocation)?;
    Some(SetRecord { label, rehearsed, revoked, ..SetRecord::new(key, holds, group_need, groups) })
}

/// An identifier in the one spelling it is written in.
fn id_of(text: &str) -> Option<SetId> {
    SetId::of_text(text).filter(|id| id.as_str() == text)
}

/// A label in the one spelling it is written in.
fn exact(text: &str) -> Option<Label> {
    Label::parse(text).filter(|label| label.as_str() == text)
}

fn group(value: &Value) -> Option<GroupRecord> {
    let mut fields = Fields::of(value)?;
    let group = GroupRecord { need: fields.small("need")?, of: fields.small("of")? };
    fields.is_empty().then_some(group)
}

fn rehearsal(value: &Value) -> Option<Rehearsal> {
    let mut fields = Fields::of(value)?;
    let on = fields.read("on", Day::parse)?;
    let (proven, quorums) = (fields.take("proven")?.as_u64()?, fields.take("quorums")?.as_u64()?);
    (fields.is_empty() && proven <= quorums).then_some(Rehearsal { on, proven, quorums })
}

fn revocation(value: &Value) -> Option<Revocation> {
    let mut fields = Fields::of(value)?;
    let on = fields.read("on", Day::parse)?;
    let replaced_by = fields.maybe("replaced_by", |id| id_of(id.as_str()?))?;
    fields.is_empty().then_some(Revocation { on, replaced_by })
}

fn copy(value: &Value) -> Option<CopyRecord> {
    let mut fields = Fields::of(value)?;
    let day = |value: &Value| Day::parse(value.as_str()?);
    let label = |value: &Value| exact(value.as_str()?);
    let keys = |value: &Value| {
        let keys = value.as_array().filter(|keys| (1..=VAULT_RECIPIENTS_MAX).contains(&keys.len()))?;
        keys.iter().map(|key| Recipient::parse(key.as_str()?)).collect::<Option<Vec<_>>>()
    };
    let copy = CopyRecord {
        group: fields.small("group")?,
        member: fields.small("member")?,
        format: fields.read("format", Format::named)?,
        medium: fields.read("medium", Medium::named)?,
        made: fields.read("made", Day::parse)?,
        holder: fields.maybe("holder", label)?,
        place: fields.maybe("place", label)?,
        sealed_to: fields.maybe("sealed_to", keys)?.unwrap_or_default(),
        checked: fields.maybe("checked", day)?,
        destroyed: fields.maybe("destroyed", day)?,
    };
    fields.is_empty().then_some(copy)
}
