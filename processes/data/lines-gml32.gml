<?xml version="1.0" encoding="UTF-8"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2" gml:id="collection">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::3857"><gml:lowerCorner>1604353.5 6411584</gml:lowerCorner><gml:upperCorner>1702652.7 6498281.1</gml:upperCorner></gml:Envelope></gml:boundedBy>
  <gml:featureMember>
    <ogr:lines gml:id="lines.0">
      <ogr:geometryProperty><gml:LineString gml:id="lines.0.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:posList>1612925.7 6498281.1 1611440.7 6498069.7 1610065.1 6497471.6 1608785.9 6496688.2 1607554.1 6495832.2 1606682.9 6494611.2 1605427.4 6493790.4</gml:posList></gml:LineString></ogr:geometryProperty>
      <ogr:name>Path 1</ogr:name>
      <ogr:kind>foot &amp; bicycle</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.1">
      <ogr:geometryProperty><gml:LineString gml:id="lines.1.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:posList>1681984.7 6467114.5 1680636.2 6467771.4 1679268.2 6468386.6 1677970.6 6469139.1 1676690.2 6469920.5 1675570.8 6470919 1674631.9 6472088.8</gml:posList></gml:LineString></ogr:geometryProperty>
      <ogr:name>Path 2</ogr:name>
      <ogr:kind>foot</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.2">
      <ogr:geometryProperty><gml:LineString gml:id="lines.2.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:posList>1676175.9 6457574.9 1676880.1 6458899.3 1677297.2 6460340.2 1678043.2 6461641.5 1679145.9 6462658.4 1680515.6 6463269.9 1682013.1 6463355.7</gml:posList></gml:LineString></ogr:geometryProperty>
      <ogr:name>Path 3</ogr:name>
      <ogr:kind>foot &amp; bicycle</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.3">
      <ogr:geometryProperty><gml:MultiCurve gml:id="lines.3.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:curveMember><gml:LineString gml:id="lines.3.geom.0"><gml:posList>1679857.3 6428038 1678381.8 6427767.9 1677060.7 6427057.4 1675926 6426076.4 1675088.1 6424832.2 1674496.2 6423453.9 1673533.4 6422303.7</gml:posList></gml:LineString></gml:curveMember><gml:curveMember><gml:LineString gml:id="lines.3.geom.1"><gml:posList>1679630.4 6491189.9 1678733.7 6491112.4 1677833.7 6491104.3 1676956.7 6490902 1676107.8 6490603.1</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve></ogr:geometryProperty>
      <ogr:name>Path 4</ogr:name>
      <ogr:kind>foot</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.4">
      <ogr:geometryProperty><gml:LineString gml:id="lines.4.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:posList>1659125.6 6449476.9 1659670.8 6450874.3 1660104.8 6452310.1 1660286.1 6453799.1 1660290 6455299.1 1660477.2 6456787.4 1660815.8 6458248.7</gml:posList></gml:LineString></ogr:geometryProperty>
      <ogr:name>Path 5</ogr:name>
      <ogr:kind>foot &amp; bicycle</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.5">
      <ogr:geometryProperty><gml:LineString gml:id="lines.5.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:posList>1693065.5 6411712.5 1694524.2 6412062.1 1696021.3 6411969.1 1697510.1 6412151.9 1698988.1 6411895.7 1700455.4 6411584 1701951.4 6411692.9</gml:posList></gml:LineString></ogr:geometryProperty>
      <ogr:name>Path 6</ogr:name>
      <ogr:kind>foot</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.6">
      <ogr:geometryProperty><gml:LineString gml:id="lines.6.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:posList>1605000 6429663.2 1604960.3 6431162.7 1604772 6432650.8 1604389.1 6434101.1 1604373 6435601 1604353.5 6437100.9 1604603.5 6438579.9</gml:posList></gml:LineString></ogr:geometryProperty>
      <ogr:name>Path 7</ogr:name>
      <ogr:kind>foot &amp; bicycle</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
  <gml:featureMember>
    <ogr:lines gml:id="lines.7">
      <ogr:geometryProperty><gml:MultiCurve gml:id="lines.7.geom" srsName="urn:ogc:def:crs:EPSG::3857"><gml:curveMember><gml:LineString gml:id="lines.7.geom.0"><gml:posList>1693740.5 6449595.4 1695229.7 6449416 1696707.8 6449160.9 1698198.1 6448990.8 1699670.8 6449275.7 1701155.4 6449490.3 1702652.7 6449400.4</gml:posList></gml:LineString></gml:curveMember><gml:curveMember><gml:LineString gml:id="lines.7.geom.1"><gml:posList>1627841.1 6475817.6 1627509.7 6476654.4 1626961.7 6477368.4 1626336.6 6478015.9 1625675.1 6478626.2</gml:posList></gml:LineString></gml:curveMember></gml:MultiCurve></ogr:geometryProperty>
      <ogr:name>Path 8</ogr:name>
      <ogr:kind>foot</ogr:kind>
    </ogr:lines>
  </gml:featureMember>
</ogr:FeatureCollection>
