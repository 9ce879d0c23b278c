"""Codes crossed with groups, places or each other, counted in people, with the test that suits."""
