"""Every review the judges read is held against the published schema by a validator that is not ours."""

import functools
import json
import pathlib

from harness import must

try:
    import jsonschema
except ImportError:
    jsonschema = None

PUBLISHED = pathlib.Path(__file__).resolve().parents[2] / "formats" / "review.schema.json"


def missing():
    """Why no review is held against the schema, or None."""
    return "jsonschema is not installed" if jsonschema is None else None


def conforms(fields):
    """Fails unless the review has exactly the shape `formats/review.schema.json` promises."""
    if jsonschema is None:
        return
    errors = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(fields)]
    must(not errors, f"the review breaks its own schema: {'; '.join(errors[:3])}")


@functools.lru_cache(maxsize=1)
def validator():
    """The schema, itself checked once."""
    schema = json.loads(PUBLISHED.read_text())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
