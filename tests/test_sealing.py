"""Where the originals are: in the folder, only in the vault, or nowhere; a custodian may have a sealed one back."""

from __future__ import annotations

from pathlib import Path

import pytest
from studies import opening, small_study

from pipeline.errors import NotAllowed, OriginalsGone, UnknownReference
from pipeline.flow import care, originals, reanonymising, review, steps, upkeep
from pipeline.flow.study import OpenStudy, Role
from pipeline.store import sources

pytestmark = pytest.mark.usefixtures("light")


def study_with(folder: Path, originals: str, *, release: str = "automatic") -> OpenStudy:
    small_study(folder, release=release)
    toml = folder / "study.toml"
    text = toml.read_text(encoding="utf-8").replace('originals = "folder"', f'originals = "{originals}"')
    toml.write_text(text, encoding="utf-8")
    return opening(folder)


def files_in(study: OpenStudy) -> list[str]:
    return sorted(p.name for p in (study.folder / "sources").iterdir())


@pytest.mark.parametrize("release", ["automatic", "reviewed"])
def test_originals_kept_in_the_vault_only_leave_the_folder_at_release(tmp_path: Path, release: str) -> None:
    with study_with(tmp_path / "s", "vault", release=release) as study:
        steps.run(study)
        if release == "reviewed":
            assert files_in(study) == ["entretien.txt"]
            review.release(study)
        assert files_in(study) == []
        assert care.verify(study).broken == ()
        assert upkeep.told(upkeep.upkeep(study)) == []
        counts = steps.run(study)
        assert counts.ingest is not None
        assert (counts.ingest.read, counts.ingest.refused) == (0, 0)


def test_a_sealed_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    with study_with(tmp_path / "s", "folder") as study:
        steps.run(study)
        before = (tmp_path / "s" / "sources" / "entretien.txt").read_bytes()
        care.seal(study)
        (source,) = sources.all_sources(study.file)
        (copy,) = care.unseal(study, [source.source_id], to=tmp_path / "copies")
        assert copy.read_bytes() == before
        assert files_in(study) == []
        with pytest.raises(UnknownReference):
            care.unseal(study, to=tmp_path / "s" / "outputs")
        care.unseal(study)
        assert (tmp_path / "s" / "sources" / "entretien.txt").read_bytes() == before
        assert care.verify(study).broken == ()
        assert steps.run(study).ingest.read == 0  # type: ignore[union-attr]
        with pytest.raises(UnknownReference):
            care.unseal(study, [source.source_id])


def test_only_a_custodian_seals_and_unseals(tmp_path: Path) -> None:
    with study_with(tmp_path / "s", "folder") as study:
        steps.run(study)
        study.role = Role.RESEARCHER
        for act in (care.seal, care.unseal):
            with pytest.raises(NotAllowed):
                act(study)


def test_a_sealed_file_that_the_vault_lost_is_told(tmp_path: Path) -> None:
    with study_with(tmp_path / "s", "folder") as study:
        steps.run(study)
        care.seal(study)
        (source,) = sources.all_sources(study.file)
        study.vault.delete(f"sealed/{source.source_sha256}")
        study.vault.delete(f"original/{source.source_id}")
        assert [b.what for b in care.verify(study).broken] == ["L'original scellé d'une source n'est plus au coffre"]


def test_originals_are_destroyed_only_when_somebody_wrote_so(tmp_path: Path) -> None:
    with study_with(tmp_path / "s", "none") as study:
        steps.run(study)
        assert upkeep.upkeep(study).to_seal == 1
        for said in ("", "oui"):
            with pytest.raises(NotAllowed, match="détruire les originaux"):
                care.seal(study, confirmation=said)
        assert files_in(study) == ["entretien.txt"]
        assert care.seal(study, confirmation="Détruire les originaux") == (0, 1)
        assert files_in(study) == []
        assert upkeep.upkeep(study).to_seal == 0
        kept = [
            name for name in study.vault.names() if name.split("/")[0] in {"original", "mentions", "linked", "words"}
        ]
        assert kept == []


def test_what_was_destroyed_is_still_verified_by_its_hash_and_the_study_goes_on(tmp_path: Path) -> None:
    with study_with(tmp_path / "s", "none") as study:
        steps.run(study)
        care.seal(study, confirmation=originals.CONFIRMATION)
        found = care.verify(study)
        assert found.broken == ()
        assert any("détruits" in sentence for sentence in found.unchecked)
        with pytest.raises(OriginalsGone):
            reanonymising.reanonymise(study)
        (tmp_path / "s" / "participants.csv").write_text(
            "participant_id,stakeholder_group,source,speaker\nK1,habitants,entretien.txt,Karima\n", encoding="utf-8"
        )
        (tmp_path / "s" / "sources" / "autre.txt").write_text(
            "Odile : Le bus ne passe plus le soir.\n", encoding="utf-8"
        )
        assert steps.run(study).ingest.read == 1  # type: ignore[union-attr]
        care.seal(study, confirmation=originals.CONFIRMATION)
        assert care.verify(study).broken == ()


def test_a_destruction_killed_on_the_way_is_ended_by_the_next_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with study_with(tmp_path / "s", "none") as study:
        steps.run(study)
        with monkeypatch.context() as patch:
            patch.setattr(originals, "forget_original", die)
            with pytest.raises(KeyboardInterrupt):
                care.seal(study, confirmation=originals.CONFIRMATION)
        (source,) = sources.all_sources(study.file)
        assert study.vault.has(f"original/{source.source_id}")
        care.seal(study)
        assert not study.vault.has(f"original/{source.source_id}")
