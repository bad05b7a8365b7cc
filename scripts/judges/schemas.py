"""Every review and report the judges read is held against its published schema by a validator that is not ours."""

import functools
import json
import pathlib

from harness import must

try:
    import jsonschema
except ImportError:
    jsonschema = None

PUBLISHED = pathlib.Path(__file__).resolve().parents[2] / "formats"


def missing():
    """Why no review is held against the schema, or None."""
    return "jsonschema is not installed" if jsonschema is None else None


def conforms(fields, name="review"):
    """Fails unless the fields have exactly the shape `formats/NAME.schema.json` promises."""
    if jsonschema is None:
        return
    errors = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(fields)]
    must(not errors, f"the {name} breaks its own schema: {'; '.join(errors[:3])}")


@functools.lru_cache
def validator(name):
    """The schema, itself checked once."""
    schema = json.loads((PUBLISHED / f"{name}.schema.json").read_text())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
