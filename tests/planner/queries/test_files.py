"""Every table that points to files is known to whoever removes files."""

from planner.extensions import Base
from planner.queries.files import list_file_columns


def test_every_column_of_a_kept_file_is_known() -> None:
    mappers = [mapper for mapper in Base.registry.mappers if "sha256" in mapper.columns]

    known = sorted(map(str, list_file_columns()))

    assert known == sorted(f"{mapper.class_.__name__}.sha256" for mapper in mappers)
