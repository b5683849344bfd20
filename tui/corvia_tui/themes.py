"""The themes: dusk, warm and dark, is the first seen; paper is light; contrast is for tired eyes;
the last two use the terminal's own sixteen colours."""

from textual.theme import Theme

DUSK = Theme(
    name="dusk",
    dark=True,
    primary="#dca263",
    secondary="#c98f7d",
    accent="#8fb3a0",
    foreground="#eadfce",
    background="#1b1714",
    surface="#241f1b",
    panel="#2e2722",
    success="#a3bd86",
    warning="#e2b65e",
    error="#dd8a75",
    variables={
        "footer-background": "#241f1b",
        "footer-key-foreground": "#dca263",
        "footer-description-foreground": "#c9bba7",
        "border": "#6b5a49",
        "border-blurred": "#3d342d",
        "block-cursor-background": "#dca263",
        "block-cursor-foreground": "#1b1714",
        "input-selection-background": "#dca263 35%",
        "input-cursor-background": "#eadfce",
        "scrollbar": "#4a3f36",
        "scrollbar-background": "#1f1a17",
        "quiet": "#a39583",
    },
)

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#8a5118",
    secondary="#8c4a3b",
    accent="#3c6a57",
    foreground="#35291f",
    background="#faf5ec",
    surface="#f3ebde",
    panel="#eadfcd",
    success="#4d6b2f",
    warning="#8a6100",
    error="#9c3b27",
    variables={
        "footer-background": "#f0e6d6",
        "footer-key-foreground": "#8a5118",
        "footer-description-foreground": "#56483b",
        "border": "#b79b78",
        "border-blurred": "#d9cab3",
        "block-cursor-background": "#8a5118",
        "block-cursor-foreground": "#faf5ec",
        "input-selection-background": "#8a5118 25%",
        "input-cursor-background": "#35291f",
        "scrollbar": "#cbb899",
        "scrollbar-background": "#f3ebde",
        "quiet": "#6f6152",
    },
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    primary="#ffd75f",
    secondary="#87d7ff",
    accent="#afffaf",
    foreground="#ffffff",
    background="#000000",
    surface="#0a0a0a",
    panel="#303030",
    success="#afffaf",
    warning="#ffd75f",
    error="#ffafaf",
    variables={
        "footer-background": "#000000",
        "footer-key-foreground": "#ffd75f",
        "footer-description-foreground": "#ffffff",
        "border": "#ffffff",
        "border-blurred": "#b2b2b2",
        "block-cursor-background": "#ffd75f",
        "block-cursor-foreground": "#000000",
        "input-selection-background": "#ffd75f 60%",
        "input-cursor-background": "#ffffff",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#303030",
        "quiet": "#d0d0d0",
    },
)
"""White on black; every pair of colours stands at 7:1 or more (WCAG 2.2, 1.4.6)."""


def _ansi(name: str, *, dark: bool) -> Theme:
    """Make a theme of the terminal's own colours; `dark` says how its background is."""
    near, far = ("ansi_black", "ansi_white") if dark else ("ansi_white", "ansi_black")
    warm = "ansi_yellow" if dark else "ansi_red"
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=warm,
        secondary="ansi_cyan" if dark else "ansi_blue",
        accent="ansi_green" if dark else "ansi_magenta",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        success="ansi_green",
        warning=warm,
        error="ansi_red",
        variables={
            "ansi-background": near,
            "ansi-foreground": far,
            "footer-background": "ansi_default",
            "footer-key-foreground": warm,
            "footer-description-foreground": "ansi_default",
            "border": "ansi_default",
            "border-blurred": "ansi_bright_black",
            "block-cursor-background": far,
            "block-cursor-foreground": near,
            "input-cursor-background": far,
            "input-cursor-foreground": near,
            "input-cursor-text-style": "none",
            "input-selection-background": "ansi_bright_blue",
            "input-selection-foreground": near,
            "screen-selection-background": "ansi_bright_blue",
            "screen-selection-foreground": near,
            "scrollbar": "ansi_bright_black",
            "scrollbar-background": "ansi_default",
            "quiet": "ansi_default",
        },
    )


ANSI_DARK = _ansi("ansi-dark", dark=True)
ANSI_LIGHT = _ansi("ansi-light", dark=False)

THEMES = (DUSK, PAPER, CONTRAST, ANSI_DARK, ANSI_LIGHT)
