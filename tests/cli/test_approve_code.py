"""`counter approve-code` and approvals given in advance in a desk script."""

from __future__ import annotations

from tests.cli.conftest import Counter
from tests.cli.test_play import Play, line, opening, play
from tests.stores import CLERK, CLERK_2, MANAGER, PINS

__all__ = ["play"]


def test_the_code_is_made_for_one_challenge_amount_and_clerk(shop: Counter) -> None:
    def ask(challenge: str = "7KQ2-M4XD", amount: str = "129.00", clerk: str = CLERK) -> str:
        ran = shop("approve-code", challenge, "--amount", amount, "--clerk", clerk,
                   "--manager", MANAGER, "--json", stdin=PINS[MANAGER])  # fmt: skip
        assert ran.code == 0, ran
        code: str = ran.json["code"]
        return code

    made = ask()
    assert (len(made), made.isdigit()) == (8, True)
    assert ask("7kq2m4xd") == made
    assert len({made, ask("22222222"), ask(amount="129.01"), ask(clerk=CLERK_2)}) == 4


def test_a_wrong_pin_or_an_own_request_gets_no_code(shop: Counter) -> None:
    said = ("approve-code", "7KQ2M4XD", "--amount", "1.00")
    wrong = shop(*said, "--clerk", CLERK, "--manager", MANAGER, stdin="111222")
    own = shop(*said, "--clerk", MANAGER, "--manager", MANAGER, stdin=PINS[MANAGER])
    assert (wrong.code, own.code) == (3, 3)
    assert "own request" in own.err


def test_a_script_grants_in_advance_and_revokes(play: Play) -> None:
    grant = line("session", action="preauthorize", operator=MANAGER, pin=PINS[MANAGER],
                 clerk=CLERK, findings=["tills.variance"], amount_cents=500, minutes=30)  # fmt: skip
    told = play(opening(), grant)
    assert [x["ok"] for x in told.lines] == [True, True]
    granted = told.lines[1]["data"]["preauthorization"]
    end = line("session", action="revoke", operator=MANAGER, pin=PINS[MANAGER],
               preauthorization=granted)  # fmt: skip
    again = play(end, end)
    assert [x.get("refused", "ok") for x in again.lines] == ["ok", "preauthorization_unknown"]
