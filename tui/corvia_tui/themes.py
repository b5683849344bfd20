"""The two themes: dusk, warm and dark, is the first seen; paper is light."""

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

THEMES = (DUSK, PAPER)
