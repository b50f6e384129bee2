from django.db import models
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Left

LEVELS = {1: ["provinsi"], 2: ["kabupaten", "kota"], 3: ["kecamatan"], 4: ["kelurahan", "desa"]}
_SHAPES = {
    1: r"^\d{2}$",
    2: r"^\d{2}\.\d{2}$",
    3: r"^\d{2}\.\d{2}\.\d{2}$",
    4: r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$",
}
_PARENT_LENGTH = {2: 2, 3: 5, 4: 8}


def _any(conditions: list[Q]) -> Q:
    whole = conditions[0]
    for condition in conditions[1:]:
        whole |= condition
    return whole


class Region(models.Model):
    """An administrative area; `code` is the dotted code of the Ministry of Home Affairs."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    level = models.PositiveSmallIntegerField()  # 1 province, 2 regency or city, 3 district, 4 village
    kind = models.TextField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    bps_code = models.TextField(null=True)
    bps_scheme = models.TextField(null=True)  # which list the BPS code is from; BPS renumbers too
    short = models.TextField(null=True)
    abbr = models.TextField(null=True)
    seat = models.TextField(null=True)
    population = models.PositiveIntegerField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    tile_col = models.PositiveSmallIntegerField(null=True)
    tile_row = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="region_depth_is_level",
                condition=_any([Q(level=level, code__regex=shape) for level, shape in _SHAPES.items()]),
            ),
            models.CheckConstraint(
                name="region_kind_fits_level",
                condition=_any([Q(level=level, kind__in=kinds) for level, kinds in LEVELS.items()]),
            ),
            models.CheckConstraint(
                name="region_parent_is_prefix",
                condition=Q(level=1, parent__isnull=True)
                | _any(
                    [
                        Q(level=level, parent__isnull=False, parent=Left("code", length))
                        for level, length in _PARENT_LENGTH.items()
                    ]
                ),
            ),
            models.CheckConstraint(
                name="region_tile_for_regencies_only",
                condition=Q(level=2) | Q(tile_col__isnull=True, tile_row__isnull=True),
            ),
            models.CheckConstraint(
                name="region_bps_code_says_its_scheme",
                condition=Q(bps_code__isnull=True, bps_scheme__isnull=True)
                | Q(bps_code__isnull=False, bps_scheme__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Alias(models.Model):
    """Another way of writing an area's name, as `names.key` makes it; it means one area under one parent."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    within = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")  # the region's parent
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="alias_means_one_region", fields=["within", "text"]),
            models.CheckConstraint(
                name="alias_within_is_the_parent",
                condition=Q(
                    within=Func(
                        F("region"),
                        Value(r"\.[0-9]+$"),
                        Value(""),
                        function="regexp_replace",
                        output_field=TextField(),
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} = {self.region_id}"
