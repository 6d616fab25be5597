"""What keys and the buttons of the findings bar do while a return is put together."""

from __future__ import annotations

from counter_app.desk.returns import screen_findings as bar_names
from counter_app.desk.returns.draft import (
    MAX_CHOICES,
    acknowledge,
    choose_tender,
)
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.desk.returns.screen_edits import all_that_is_left, leave_out, untell, with_deposit
from counter_app.desk.returns.screen_price import BasketPrice
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import WorkPage


class WorkKeys:
    """Numbers answer the strip, arrows walk, plus and minus step, Return acknowledges or walks."""

    def __init__(self, choosing: Choosing, page: WorkPage) -> None:
        self._choosing = choosing
        self._page = page
        self._price = BasketPrice(choosing, page)
        page.bar.chosen.connect(self._chosen)
        page.bar.ticked.connect(self._ticked)

    def take_key(self, key: str) -> bool:
        """Numbers, arrows, plus and minus, Return, and the letters on the buttons."""
        if self._page.strip.takes(key):
            return self._page.strip.take_number(key)
        match key:
            case "+" | "=":
                self._choosing.stepped(self._page.table.current_key(), 1)
            case "-":
                self._choosing.stepped(self._page.table.current_key(), -1)
            case "Up" | "Down":
                self._walk(-1 if key == "Up" else 1)
            case "Home" | "End":
                self._walk(-len(self._page.table.rows()) if key == "Home" else MAX_CHOICES)
            case "Return":
                self._walk_on()
            case "*" | "Alt+Q":
                self._choosing.ask_quantity()
            case "Ctrl+Z":
                self._choosing.undo()
            case "Shift+F12":
                self._choosing.change_tender()
            case "Alt+R" | "Alt+T":
                self._choosing.paper_is(key)
            case "Alt+N":
                self._choosing.deny_asked.emit()
            case "Alt+I" if self._bare():
                self._page.ask_card()
            case "Alt+M":
                self._page.bar.show_next()
            case "Alt+D" if self._choosing.pay.waits_for_code:
                self._choosing.pay.declined()
            case _:
                return self._press_choice(key)
        return True

    def _bare(self) -> bool:
        shown = self._choosing.shown
        return shown is not None and shown.draft.without is not None

    def take_cash(self) -> bool:
        """Cash in the field counts as handed over; False if it is no amount."""
        strip = self._page.strip
        if strip.asking is Ask.CASH and strip.edit.text().strip():
            strip.take_return()
        return not strip.has_fault()

    def _walk(self, by: int) -> None:
        rows, key = self._page.table.rows(), self._page.table.current_key()
        places = [row.key for row in rows]
        if key in places:
            place = min(max(places.index(key) + by, 0), len(places) - 1)
            self._page.table.set_current(places[place])

    def _walk_on(self) -> None:
        """Return: tell what is to be told, go to what is missing, else to the next line."""
        if self._page.strip.take_return():
            return
        finding = self._page.bar.current()
        if finding is not None and finding.tick and not finding.ticked:
            self._page.bar.press_tick()
            return
        shown = self._choosing.shown
        missing = shown.missing(self._page.line()) if shown is not None else None
        if missing is not None and missing.line not in (None, self._page.line()):
            self._page.table.set_current(str(missing.line))
        elif missing is None or missing.line is None:
            self._walk(1)

    def _press_choice(self, key: str) -> bool:
        """A key on a button of the findings bar, or the condition of the current line."""
        finding = self._page.bar.current()
        for choice in finding.choices if finding is not None else ():
            if finding is not None and choice.key == key and key != "F12":
                self._chosen(finding.code, choice.name)
                return True
        if key == "Alt+C":
            self._chosen("", bar_names.CONDITION)
            return True
        if key == "Alt+B" and self._bare():
            self._chosen("", bar_names.EMPTY)
            return True
        if key == "Alt+U":
            self._price.ask()
            return True
        return False

    def _chosen(self, code: str, name: str) -> None:
        shown = self._choosing.shown
        if shown is None:
            return
        finding = bar_names.named(shown, code)
        number = finding.line if finding is not None and finding.line else self._page.line()
        match name:
            case bar_names.ASK:
                self._choosing.pay_pressed()
            case bar_names.DENY:
                self._choosing.deny_asked.emit()
            case bar_names.AS_PAID:
                self._choosing.edit(choose_tender(shown.draft, None))
            case bar_names.CONDITION if number is not None and not self._choosing.paying():
                self._page.table.set_current(str(number))
                self._page.ask_condition(shown)
            case bar_names.SERIAL if number is not None and not self._choosing.paying():
                self._page.table.set_current(str(number))
                self._page.ask_serial(shown)
            case bar_names.DEPOSIT if number is not None and finding is not None:
                deposit = int(finding.params["deposit_line"])
                self._choosing.edit(with_deposit(shown.draft, number, deposit))
            case bar_names.SAME_AGAIN:
                self._page.same_asked.emit()
            case bar_names.EMPTY:
                self._page.empty_asked.emit()
            case bar_names.IDENTITY:
                self._page.ask_card()
            case bar_names.ALL_LEFT if number is not None:
                self._choosing.edit(all_that_is_left(shown.draft, number))
            case bar_names.TAKE_OUT if number is not None:
                self._choosing.edit(leave_out(shown.draft, number))
            case _:
                pass

    def _ticked(self, code: str, on: bool) -> None:
        shown = self._choosing.shown
        finding = bar_names.named(shown, code) if shown is not None else None
        if shown is None or finding is None:
            return
        self._choosing.edit(
            acknowledge(shown.draft, finding) if on else untell(shown.draft, finding)
        )
