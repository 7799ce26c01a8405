"""Every Django form of the house in KERN's markup: ``{{ form }}`` and ``{{ form.name.as_field_group }}`` suffice."""

from typing import Any

from django.forms import BoundField, CheckboxInput, FileInput, PasswordInput, Widget
from django.forms.renderers import TemplatesSetting

from rathaus.foundation.design.typed import Typed, typed_now


class KernField(BoundField):
    """A field whose input carries KERN's classes, unless its widget brings its own.

    On a page that shows again what was typed (``typed.showing``) it holds that.
    """

    def value(self) -> Any:
        typed = typed_now()
        if typed is None or self.form.is_bound:
            return super().value()
        typed.shown.add(self.html_name)
        if not self._was_typed(typed):
            return super().value()
        return self.field.prepare_value(self.field.widget.value_from_datadict(typed.data, {}, self.html_name))

    def _was_typed(self, typed: Typed) -> bool:
        widget = self.field.widget
        if self.is_hidden or self.field.disabled or isinstance(widget, PasswordInput | FileInput):
            return False
        # Boxes without a tick are not sent: only in a form of which something was are they known to have none.
        sent = any(self.form.add_prefix(name) in typed.data for name in self.form.fields)
        return sent and not widget.value_omitted_from_data(typed.data, {}, self.html_name)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.setdefault("class", widget.attrs.get("class") or _classes(widget, wrong=bool(self.errors)))
        return built


class KernRenderer(TemplatesSetting):
    """Named by the setting FORM_RENDERER."""

    form_template_name = "design/form.html"
    field_template_name = "design/form_field.html"
    bound_field_class = KernField


def _classes(widget: Widget, *, wrong: bool) -> str:
    if isinstance(widget, CheckboxInput):
        return "kern-form-check__checkbox"
    return "kern-form-input__input" + (" kern-form-input__input--error" if wrong else "")
