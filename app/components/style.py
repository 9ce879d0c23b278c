"""
The look of the app: text first, one serif face for what people said, one sans-serif for what the app says.

Colours derive from the theme's own text colour, so that light and dark need no second sheet.
"""

from __future__ import annotations

import streamlit as st

from app.components.groups import shape_sheet

_CSS = """
:root { --pl-line: color-mix(in srgb, currentColor 16%, transparent); }
.stMainBlockContainer { padding: 4.2rem 2.2rem 3rem; max-width: 1240px; }
.stMainBlockContainer p, .stMainBlockContainer li { line-height: 1.6; max-width: 72ch; }
.stMainBlockContainer h1 { font-size: 1.65rem; font-weight: 600; padding: 0 0 0.55rem; letter-spacing: -0.01em; }
[data-testid="stAlert"] { max-width: 50rem; }
.stMainBlockContainer h2 { font-size: 1.2rem; font-weight: 600; padding: 0.9rem 0 0.2rem; }
.stMainBlockContainer h3 { font-size: 1.02rem; font-weight: 600; padding: 0.4rem 0 0; }
.stMainBlockContainer [data-testid="stHeadingWithActionElements"] a { display: none; }
.stButton button, .stFormSubmitButton button, .stPopover button { white-space: nowrap; }
[data-testid="stHtml"] p { margin: 0; }
[data-testid="stHtml"] p + p { margin-top: 0.45rem; }
[data-testid="stHtml"] ul { margin: 0.1rem 0 0; padding-left: 1.2rem; }
[data-testid="stPageLink"] a { padding: 0.1rem 0; min-height: 0; background: none; }
[data-testid="stPageLink"] a p { font-size: 0.88rem; text-decoration: underline; text-underline-offset: 0.2em;
  text-decoration-thickness: 1px; }
[data-testid="stBaseButton-tertiary"] { min-height: 0; padding: 0.1rem 0; }
[data-testid="stBaseButton-tertiary"] p { font-size: 0.88rem; text-decoration: underline; text-underline-offset: 0.2em;
  text-decoration-thickness: 1px; }
[class*="st-key-under-"] { margin: -0.55rem 0 0.5rem 1.15rem; }
[class*="st-key-under-"] button { min-height: 0; padding: 0.05rem 0.3rem; border: 0; }
[class*="st-key-under-"] button p { font-size: 0.88rem; }
.pl-study { font-size: 0.84rem; opacity: 0.72; margin: 0 0 0.1rem; line-height: 1.4; }
.pl-quiet { font-size: 0.88rem; opacity: 0.75; line-height: 1.55; max-width: 75ch; margin: 0; }
.pl-mark { display: inline-block; width: 16px; height: 16px; transform: scale(0.78); vertical-align: -0.2em;
  margin: 0 0.22em 0 -2px; }
.pl-group { white-space: nowrap; }
.pl-bar { display: flex; gap: 2px; height: 9px; max-width: 560px; margin: 0.25rem 0 0.35rem; }
.pl-bar span { min-width: 3px; }
.pl-legend { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; font-size: 0.84rem; line-height: 1.5; }
.pl-verbatim { margin: 0.15rem 0 0; padding: 0.1rem 0 0.1rem 0.95rem; border-left: 3px solid; max-width: 74ch; }
.pl-verbatim blockquote { all: unset; display: block; font-family: "Source Serif", Georgia, serif; font-size: 1.04rem;
  line-height: 1.62; }
.pl-verbatim .pl-question { font-family: inherit; font-size: 0.86rem; opacity: 0.72; line-height: 1.5; margin: 0 0 0.3rem; }
.pl-verbatim footer { font-size: 0.84rem; line-height: 1.5; margin-top: 0.25rem; opacity: 0.85; }
.pl-table { border-collapse: collapse; font-size: 0.9rem; line-height: 1.45; width: 100%; max-width: 60rem; margin: 0; }
.pl-table th { text-align: left; font-weight: 600; font-size: 0.8rem; opacity: 0.75; padding: 0.35rem 1.1rem 0.35rem 0;
  border: 0; border-bottom: 1px solid var(--pl-line); }
.pl-table td { padding: 0.42rem 1.1rem 0.42rem 0; border: 0; border-bottom: 1px solid var(--pl-line); vertical-align: top; }
.pl-table td.n, .pl-table .n { text-align: right; font-variant-numeric: tabular-nums; }
.pl-figures { display: flex; flex-wrap: wrap; gap: 0.3rem 2.4rem; margin: 0.2rem 0 0.5rem; }
.pl-figures div { line-height: 1.3; }
.pl-figures b { display: block; font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.pl-figures span { font-size: 0.84rem; opacity: 0.75; }
.pl-empty { max-width: 62ch; padding: 1.4rem 0 0.4rem; }
.pl-empty h2 { padding: 0 0 0.4rem; }
.pl-step { display: grid; grid-template-columns: 9.5rem 1fr 8rem; gap: 1rem; align-items: center; font-size: 0.9rem;
  line-height: 1.4; padding: 0.3rem 0; max-width: 760px; }
.pl-step .track { height: 7px; background: var(--pl-line); }
.pl-step .track span { display: block; height: 7px; background: currentColor; opacity: 0.65; }
.pl-tag { font-size: 0.8rem; padding: 0.05rem 0.45rem; border: 1px solid var(--pl-line); border-radius: 3px;
  white-space: nowrap; }
.pl-context { font-family: "Source Serif", Georgia, serif; font-size: 1.02rem; line-height: 1.6; max-width: 74ch;
  margin: 0.25rem 0; }
.pl-context mark { background: color-mix(in srgb, #CCBB44 45%, transparent); color: inherit; padding: 0 0.12em; }
.pl-code { display: inline-block; width: 0.72rem; height: 0.72rem; margin-right: 0.45rem; vertical-align: -0.05rem; }
.pl-statement { font-family: "Source Serif", Georgia, serif; font-size: 1.3rem; line-height: 1.45; max-width: 60ch;
  margin: 0.2rem 0 0.4rem; }
"""


def wear() -> None:
    """Put the sheet on the page; it takes no room."""
    st.html(f"<style>{_CSS}{shape_sheet()}</style>")
