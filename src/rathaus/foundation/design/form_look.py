"""Every Django form of the house in KERN's markup: ``{{ form }}`` and ``{{ form.name.as_field_group }}`` suffice."""

from typing import Any

from django.forms import BoundField, CheckboxInput, Widget
from django.forms.renderers import TemplatesSetting


class KernField(BoundField):
    """A field whose input carries KERN's classes, unless its widget brings its own."""

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
